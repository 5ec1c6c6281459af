package org.tonotopy.migrations;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Applies the migrations to the database named by {@code TONOTOPY_DATABASE_URL}, {@code TONOTOPY_DATABASE_USER} and
 * {@code TONOTOPY_DATABASE_PASSWORD}, then ends: an init container, a helm hook, or a command before the services
 * start.
 */
public final class MigrationProgram {
    private MigrationProgram() {}

    /**
     * Runs the program; exit status 0 when the schema is current, 1 when a migration failed, 2 when a setting lacks.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out, System.err));
    }

    static int run(Map<String, String> environment, PrintStream output, PrintStream errors) {
        Optional<String> missing = Stream.of(
                        "TONOTOPY_DATABASE_URL", "TONOTOPY_DATABASE_USER", "TONOTOPY_DATABASE_PASSWORD")
                .filter(name -> environment.getOrDefault(name, "").isBlank())
                .findFirst();
        if (missing.isPresent()) {
            errors.println("Set " + missing.get() + ": the migrations need to know their database.");
            return 2;
        }
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(environment.get("TONOTOPY_DATABASE_URL"));
        dataSource.setUser(environment.get("TONOTOPY_DATABASE_USER"));
        dataSource.setPassword(environment.get("TONOTOPY_DATABASE_PASSWORD"));
        try {
            int applied = new SchemaMigrator(dataSource).migrate();
            output.println(applied == 0 ? "The schema is current." : "Applied " + applied + " migration(s).");
            return 0;
        } catch (FlywayException failure) {
            errors.println("The schema could not be brought up to date: " + failure.getMessage());
            return 1;
        }
    }
}
