package org.tonotopy.worker.fault;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tonotopy.postgres.EmbeddedPostgres;
import org.tonotopy.postgres.PostgresSettings;
import org.tonotopy.postgres.TestDatabase;

/** A PostgreSQL server that keeps its data on disk, to be restarted and killed. */
final class FaultyDatabase implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final List<Outage> outages = new ArrayList<>();
    private EmbeddedPostgres postgres;

    /** A time in which it did not answer. */
    record Outage(Instant from, Instant to) {}

    FaultyDatabase() throws IOException {
        folder = Files.createTempDirectory("tonotopy-faults-postgres-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        postgres = EmbeddedPostgres.start(PostgresSettings.of(folder));
        port = URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();
    }

    TestDatabase database() {
        return new TestDatabase(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    /** Stops it in order, which breaks off what runs, and starts it again. */
    void restart(Duration away) throws InterruptedException {
        Instant from = Instant.now();
        comeBack(from, away);
    }

    /** Kills all its processes at once, and starts it again: it recovers from its log. */
    void kill(Duration away) throws IOException, InterruptedException {
        Instant from = Instant.now();
        long postmaster =
                Long.parseLong(Files.readAllLines(folder.resolve("server").resolve("postmaster.pid"))
                        .get(0));
        ProcessHandle server = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> backends = server.children().toList();
        server.destroyForcibly();
        backends.forEach(ProcessHandle::destroyForcibly);
        comeBack(from, away);
    }

    private void comeBack(Instant from, Duration away) throws InterruptedException {
        postgres.close();
        Thread.sleep(away.toMillis());
        postgres = EmbeddedPostgres.start(PostgresSettings.of(folder).withPort(port));
        outages.add(new Outage(from, Instant.now()));
    }

    /** Whether it was away at any moment of a time. */
    boolean wasAwayBetween(Instant from, Instant to) {
        return outages.stream()
                .anyMatch(outage -> outage.from().isBefore(to)
                        && outage.to().plusSeconds(10).isAfter(from));
    }

    @Override
    public void close() {
        postgres.close();
    }
}
