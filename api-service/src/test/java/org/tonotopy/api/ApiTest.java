package org.tonotopy.api;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.tonotopy.migrations.SchemaMigrator;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.postgres.TestPostgres;
import org.tonotopy.registry.account.Role;

/**
 * The whole service on a real PostgreSQL, talked to over real HTTP. All tests share it, so each makes things under names
 * of its own.
 */
@SpringBootTest(
        classes = ApiApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=api-service",
            "tonotopy.events.polling-interval=50ms",
            "tonotopy.events.heartbeat-interval=300ms",
            "tonotopy.upload.limit=2MB",
            "tonotopy.request.limit=64KB",
            "tonotopy.limits.storage=6MB",
            "tonotopy.limits.jobs=1000",
            "tonotopy.access.requests-per-minute=2000",
            "tonotopy.cross-origin.origins=https://dashboard.example.org"
        })
@Import(RegistryFixture.class)
public abstract class ApiTest {
    private static final TestDatabase database = migrated(TestPostgres.createDatabase());
    protected static final Path folder = temporaryFolder();
    protected static final Path adminTokenFile = folder.resolve("secrets/admin-token");
    protected static final Path metricsTokenFile = metricsTokenFile();

    @LocalServerPort
    private int port;

    @Autowired
    protected RegistryFixture fixture;

    protected Client admin;
    protected Client member;
    protected Client viewer;
    protected Client nobody;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("TONOTOPY_DATABASE_URL", database::jdbcUrl);
        registry.add("TONOTOPY_DATABASE_USER", database::user);
        registry.add("TONOTOPY_DATABASE_PASSWORD", database::password);
        // Attempts of tests belong to workers that were never there.
        registry.add("TONOTOPY_QUEUE_RECONCILE_INTERVAL", () -> "1d");
        registry.add("TONOTOPY_STORE_FOLDER", () -> folder.resolve("objects").toString());
        registry.add("TONOTOPY_ADMIN_TOKEN_FILE", adminTokenFile::toString);
        registry.add("TONOTOPY_METRICS_TOKEN_FILE", metricsTokenFile::toString);
    }

    @BeforeEach
    void signIn() throws IOException {
        admin = Client.as(server(), Files.readString(adminTokenFile).strip());
        member = Client.as(server(), fixture.token(Role.MEMBER));
        viewer = Client.as(server(), fixture.token(Role.VIEWER));
        nobody = Client.anonymous(server());
    }

    protected URI server() {
        return URI.create("http://localhost:" + port);
    }

    /** A name that no other test uses. */
    protected static String freshName(String stem) {
        return stem + "-" + UUID.randomUUID();
    }

    private static TestDatabase migrated(TestDatabase empty) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(empty.jdbcUrl());
        dataSource.setUser(empty.user());
        dataSource.setPassword(empty.password());
        new SchemaMigrator(dataSource).migrate();
        return empty;
    }

    private static Path metricsTokenFile() {
        try {
            return Files.writeString(
                    folder.resolve("metrics-token"), UUID.randomUUID().toString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("tonotopy-api-");
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
