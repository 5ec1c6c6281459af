package org.tonotopy.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;

/** Brings a database to the schema of this release, or says how far it is from it. */
public final class SchemaMigrator {
    private final Flyway flyway;

    /**
     * A migrator of the database behind a data source.
     *
     * @param dataSource connects as the owner of the schema
     */
    public SchemaMigrator(DataSource dataSource) {
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
     * @throws SchemaMismatchException if the database is older or newer than this release
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
    }
}
