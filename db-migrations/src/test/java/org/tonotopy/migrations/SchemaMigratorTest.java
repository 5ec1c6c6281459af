package org.tonotopy.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.postgres.TestPostgres;

class SchemaMigratorTest {
    private TestDatabase database;
    private PGSimpleDataSource dataSource;

    @BeforeEach
    void emptyDatabase() {
        database = TestPostgres.createDatabase();
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
    }

    @Test
    void anEmptyDatabaseIsRefusedUntilItIsMigrated() {
        SchemaMigrator migrator = new SchemaMigrator(dataSource);

        assertThatThrownBy(migrator::requireCurrent)
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("run db-migrations");
        assertThat(migrator.migrate()).isPositive();
        migrator.requireCurrent();
        assertThat(migrator.migrate()).as("migrating twice applies nothing").isZero();
    }

    @Test
    void aSchemaOfANewerReleaseIsRefused() throws SQLException {
        SchemaMigrator migrator = new SchemaMigrator(dataSource);
        migrator.migrate();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into flyway_schema_history (installed_rank, version, description, type, script,"
                    + " checksum, installed_by, execution_time, success)"
                    + " values (9999, '9999', 'of a newer release', 'SQL', 'V9999__x.sql', 1, 'test', 1, true)");
        }

        assertThatThrownBy(migrator::requireCurrent)
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("9999");
    }

    @Test
    void aDatabaseWithoutTheViewsOfReadersIsRefusedUntilTheyAreMadeAgain() throws SQLException {
        SchemaMigrator migrator = new SchemaMigrator(dataSource);
        migrator.migrate();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop view readable.feature");
        }

        assertThatThrownBy(migrator::requireCurrent)
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("views of the schema readable");
        migrator.migrate();
        migrator.requireCurrent();
    }

    @Test
    void everyTableColumnAndIndexSaysWhatItIs() throws SQLException {
        new SchemaMigrator(dataSource).migrate();

        assertThat(names("select c.relname || coalesce('.' || a.attname, '') from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'"
                        + " left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
                        + " where c.relkind = 'r' and c.relname <> 'flyway_schema_history'"
                        + " and col_description(c.oid, a.attnum) is null"))
                .as("columns without a comment")
                .isEmpty();
        assertThat(names("select c.relname from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'"
                        + " left join pg_index i on i.indexrelid = c.oid"
                        + " left join pg_constraint k on k.conindid = c.oid"
                        + " where c.relkind in ('r', 'i') and k.oid is null"
                        + " and c.relname not like 'flyway_schema_history%'"
                        + " and obj_description(c.oid) is null"))
                .as("tables and indexes without a comment")
                .isEmpty();
    }

    @Test
    void whateverRefersToADatasetDirectlyOrThroughOthersGoesWithIt() throws SQLException {
        new SchemaMigrator(dataSource).migrate();
        String standing = "with recursive standing(relation) as (select 'dataset'::regclass::oid"
                + " union select c.conrelid from pg_constraint c join standing s on c.confrelid = s.relation"
                + " where c.contype = 'f')";

        assertThat(names(standing + " select relation::regclass::text from standing"))
                .contains(
                        "benchmark", "job", "job_event", "model_version", "score", "neuron_score", "feature", "sweep");
        assertThat(
                        names(
                                standing + " select c.conrelid::regclass || ' ' || c.conname from pg_constraint c"
                                        + " join standing s on c.confrelid = s.relation where c.contype = 'f' and c.confdeltype <> 'c'"))
                .as("foreign keys that would hold the deletion of a dataset up; declare them on delete cascade")
                .isEmpty();
    }

    @Test
    void theProgramMigratesOrNamesTheSettingThatLacks() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(output, true, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of(
                "TONOTOPY_DATABASE_URL", database.jdbcUrl(),
                "TONOTOPY_DATABASE_USER", database.user(),
                "TONOTOPY_DATABASE_PASSWORD", database.password());

        assertThat(MigrationProgram.run(Map.of(), printed, printed)).isEqualTo(2);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("Set TONOTOPY_DATABASE_URL");
        assertThat(MigrationProgram.run(environment, printed, printed)).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).containsPattern("Applied [1-9][0-9]* migration\\(s\\)\\.");
    }

    private List<String> names(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
