package org.tonotopy.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;

/** Brings a database to the schema of this release, or says how far it is from it. */
public final class SchemaMigrator {
    private final DataSource dataSource;
    private final Flyway flyway;

    /**
     * A migrator of the database behind a data source.
     *
     * @param dataSource connects as the owner of the schema
     */
    public SchemaMigrator(DataSource dataSource) {
        this.dataSource = dataSource;
        // Cleaning drops every table: nothing in production may reach it.
        this.flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .cleanDisabled(true)
                .load();
    }

    /**
     * Applies every pending migration; concurrent calls wait for each other.
     *
     * @return the number of migrations applied
     * @throws FlywayException if a migration fails, or an applied one has changed since
     */
    public int migrate() {
        return flyway.migrate().migrationsExecuted;
    }

    /**
     * Refuses a schema that this release does not know or that lacks its migrations.
     *
     * @throws SchemaMismatchException if the database is older or newer than this release, or lacks views that a reader needs
     */
    public void requireCurrent() {
        MigrationInfoService info = flyway.info();
        if (info.pending().length > 0) {
            throw new SchemaMismatchException("The database lacks " + info.pending().length
                    + " migration(s) of this release: run db-migrations before starting the service.");
        }
        for (var migration : info.applied()) {
            if (migration.getState().isResolved()) {
                continue;
            }
            throw new SchemaMismatchException("The database has migration " + migration.getVersion()
                    + ", which this release does not know: start the release that made it, or a newer one.");
        }
        requireViews();
    }

    /** Where a view of what one reader may read is missing, every reader would see the whole table. */
    private void requireViews() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet whole = statement.executeQuery("select readable_is_whole()")) {
            whole.next();
            if (!whole.getBoolean(1)) {
                throw new SchemaMismatchException(
                        "The database lacks views of the schema readable, which keep from people what they"
                                + " may not read: run db-migrations, which makes them again.");
            }
        } catch (SQLException failure) {
            throw new FlywayException("The views of the schema readable cannot be looked for", failure);
        }
    }
}
