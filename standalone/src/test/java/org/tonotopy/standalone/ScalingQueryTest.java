package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.tonotopy.migrations.SchemaMigrator;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.postgres.TestPostgres;

/** What the chart has KEDA ask the database is a question that the schema answers: elsewhere nobody would notice. */
class ScalingQueryTest {
    private static final Pattern QUERY =
            Pattern.compile("query: (?<before>.*)\\{\\{ ternary \"(?<gpu>[^\"]*)\" \"(?<cpu>[^\"]*)\" [^}]*}}");

    @Test
    void theSchemaAnswersWhatScalesWorkers() throws IOException, SQLException {
        TestDatabase database = TestPostgres.createDatabase();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        new SchemaMigrator(dataSource).migrate();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String query : queries()) {
                try (ResultSet answer = statement.executeQuery(query)) {
                    assertThat(answer.next()).as(query).isTrue();
                    assertThat(answer.getLong(1)).as(query).isZero();
                }
            }
        }
    }

    private static List<String> queries() throws IOException {
        Matcher query = QUERY.matcher(Files.readString(Path.of("../helm/tonotopy/templates/workers.yaml")));
        assertThat(query.find()).isTrue();
        return Stream.of("gpu", "cpu")
                .map(device -> query.group("before") + query.group(device))
                .toList();
    }
}
