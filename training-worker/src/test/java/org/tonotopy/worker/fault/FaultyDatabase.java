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
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tonotopy.postgres.EmbeddedPostgres;
import org.tonotopy.postgres.PostgresSettings;
import org.tonotopy.postgres.TestDatabase;

/** A PostgreSQL server that keeps its data on disk, to be restarted and killed, and whose clock can be set. */
final class FaultyDatabase implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final Optional<ShiftedClock> clock;
    private final List<Outage> outages = new ArrayList<>();
    private final NavigableMap<Instant, Duration> ahead = new TreeMap<>();
    private EmbeddedPostgres postgres;

    /** A time in which it did not answer. */
    record Outage(Instant from, Instant to) {}

    /** @param clockLibrary without which its clock cannot be set */
    FaultyDatabase(Optional<Path> clockLibrary) throws IOException {
        folder = Files.createTempDirectory("tonotopy-faults-postgres-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        clock = clockLibrary.isPresent() ? Optional.of(ShiftedClock.with(clockLibrary.get())) : Optional.empty();
        if (clock.isPresent()) {
            // It is unpacked by its first start.
            EmbeddedPostgres.start(settings()).close();
            clock.get().putBefore(program());
            // It takes a server that began before it did, by its own clock, for one that is gone.
            clock.get().putBefore(program().resolveSibling("pg_ctl"));
        }
        postgres = EmbeddedPostgres.start(settings());
        port = URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();
    }

    /** Programs of its own: those of the cache keep the right time. */
    private PostgresSettings settings() {
        return PostgresSettings.of(folder).withBinariesFolder(folder.resolve("programs"));
    }

    private Path program() throws IOException {
        try (Stream<Path> versions = Files.list(folder.resolve("programs"))) {
            return versions.map(version -> version.resolve("bin").resolve("postgres"))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Sets its clock.
     *
     * @param howFar ahead of the real time
     * @return false where that cannot be done here
     */
    boolean setClock(Duration howFar) throws IOException {
        if (clock.isEmpty()) {
            return false;
        }
        clock.get().shift(howFar);
        ahead.put(Instant.now(), howFar);
        return true;
    }

    /** What its clock showed at a moment. */
    Instant timeAt(Instant moment) {
        return Optional.ofNullable(ahead.floorEntry(moment))
                .map(entry -> moment.plus(entry.getValue()))
                .orElse(moment);
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
        postgres = EmbeddedPostgres.start(settings().withPort(port));
        outages.add(new Outage(from, Instant.now()));
    }

    /** Whether it was away, or its clock was set, at any moment of a time. */
    boolean wasDisturbedBetween(Instant from, Instant to) {
        boolean set = !ahead.subMap(from.minusSeconds(10), true, to, true).isEmpty();
        return set
                || outages.stream()
                        .anyMatch(outage -> outage.from().isBefore(to)
                                && outage.to().plusSeconds(10).isAfter(from));
    }

    @Override
    public void close() {
        postgres.close();
    }
}
