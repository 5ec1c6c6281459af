package org.tonotopy.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL server for all tests of a JVM, started at the first use and gone, data included, after the JVM has
 * ended. Each test class takes a database of its own:
 *
 * <pre>{@code
 * static final TestDatabase database = TestPostgres.createDatabase();
 * }</pre>
 */
public final class TestPostgres {
    private static final AtomicInteger created = new AtomicInteger();

    private TestPostgres() {}

    private static final class Shared {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                Path parent = Files.createTempDirectory("tonotopy-test-postgres-");
                Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
                return EmbeddedPostgres.start(PostgresSettings.of(parent).asTemporary());
            } catch (IOException failure) {
                throw new EmbeddedPostgresException("No temporary folder for the test server: " + failure, failure);
            }
        }
    }

    /** The server itself, for tests that stop and start what they talk to use one of their own instead. */
    public static EmbeddedPostgres server() {
        return Shared.SERVER;
    }

    /** Makes a new, empty database. */
    public static TestDatabase createDatabase() {
        EmbeddedPostgres server = Shared.SERVER;
        String name = "test_" + created.incrementAndGet();
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " OWNER " + EmbeddedPostgres.USER);
        } catch (SQLException failure) {
            throw new EmbeddedPostgresException("Cannot create the database " + name + ": " + failure, failure);
        }
        return new TestDatabase(server.jdbcUrl(name), server.user(), server.password());
    }

    /** A connection of the server's superuser, who may read its log and change its settings. */
    public static Connection superuser() throws SQLException {
        EmbeddedPostgres server = Shared.SERVER;
        return DriverManager.getConnection(
                server.jdbcUrl("postgres"), EmbeddedPostgres.SUPERUSER, server.superuserPassword());
    }
}
