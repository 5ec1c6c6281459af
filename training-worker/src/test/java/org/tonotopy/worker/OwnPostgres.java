package org.tonotopy.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.util.FileSystemUtils;
import org.tonotopy.postgres.EmbeddedPostgres;
import org.tonotopy.postgres.PostgresSettings;
import org.tonotopy.postgres.TestDatabase;

/**
 * A server as an installation has one, which writes everything to the disk before it says so, for measurements: with PostgreSQL's own
 * size of shared buffers. Its data is deleted with it.
 */
public final class OwnPostgres implements AutoCloseable {
    private static final int SHARED_BUFFERS_MEBIBYTES = 128;

    private final Path folder;
    private final EmbeddedPostgres server;
    private final PostgresUse use;

    /**
     * Starts a server.
     *
     * @param maxConnections clients at the same time
     */
    public OwnPostgres(int maxConnections) throws IOException {
        folder = Files.createTempDirectory("tonotopy-measured-postgres-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        server = EmbeddedPostgres.start(PostgresSettings.of(folder)
                .withMaxConnections(maxConnections)
                .withSharedBuffersMebibytes(SHARED_BUFFERS_MEBIBYTES)
                .withoutShutdownHook());
        use = new PostgresUse(folder);
    }

    /** The database of the program's own user. */
    public TestDatabase database() {
        return new TestDatabase(server.jdbcUrl(), server.user(), server.password());
    }

    /** What the server takes. */
    public PostgresUse use() {
        return use;
    }

    /** Where the server keeps its files. */
    public Path serverFolder() {
        return folder.resolve("server");
    }

    @Override
    public void close() throws IOException {
        server.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
