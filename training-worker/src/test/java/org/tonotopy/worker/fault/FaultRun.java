package org.tonotopy.worker.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.registry.QueueSettings;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.QueueKeeper;
import org.tonotopy.registry.dispatch.Reconciler;
import org.tonotopy.registry.sweep.SweepRungs;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;

/** A lab at work, with real worker processes and a real database, to which a plan of faults happens. */
final class FaultRun {
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_MILLIS_INTO_A_JOB = 1000;
    /** As the defaults are to the heartbeat, so that what fails for a while is outlasted. */
    private static final int RETRIES = 4;

    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final String NOT_FINAL = "job where state not in ('SUCCEEDED', 'FAILED', 'CANCELLED')";

    private final FaultPlan plan;
    private final Random random;
    private final Map<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
    private final Map<FaultKind, String> leftOut = new EnumMap<>(FaultKind.class);

    FaultRun(FaultPlan plan) {
        this.plan = plan;
        this.random = new Random(plan.seed());
    }

    /** Does it all and looks at what came of it. */
    FaultReport run() throws IOException, InterruptedException {
        Optional<FaultyDisk> disk = wants(FaultKind.STORE_FULL) ? FaultyDisk.mount() : Optional.empty();
        Optional<Path> clocks = wants(FaultKind.CLOCK_JUMPED) || wants(FaultKind.DATABASE_CLOCK_JUMPED)
                ? ShiftedClock.build()
                : Optional.empty();
        try (FaultyDatabase database = new FaultyDatabase(clocks)) {
            Path store = disk.isPresent() ? disk.get().store() : Files.createTempDirectory("tonotopy-faults-store-");
            TestDatabase access = database.database();
            try (Lab lab = new Lab(access, store, settings())) {
                return run(lab, database, disk, clocks);
            }
        } finally {
            if (disk.isPresent()) {
                disk.get().close();
            }
        }
    }

    private boolean wants(FaultKind kind) {
        return plan.faults().getOrDefault(kind, 0) > 0;
    }

    private FaultReport run(Lab lab, FaultyDatabase database, Optional<FaultyDisk> disk, Optional<Path> clocks)
            throws IOException, InterruptedException {
        Instant start = Instant.now();
        lab.startWorker("reader");
        Benchmark benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
        lab.stopWorkers();
        LabCustomers customers =
                new LabCustomers(lab, benchmark, plan.jobs(), plan.submissionsPerChange(), plan.seed());
        QueueKeeper keeper = keeper(lab);
        try (WorkerFleet fleet = new WorkerFleet(lab, plan.workers(), clocks)) {
            keeper.start();
            Thread asking = new Thread(customers, "customers");
            asking.start();
            new Faults(fleet, customers, database, disk, clocks.isPresent()).inject();
            fleet.thawAll();
            customers.beContent();
            awaitQuiet(lab, fleet, customers);
            asking.join();
            customers.requireWell();
            LabAudit.Findings findings = new LabAudit(lab).look(customers.acknowledged());
            return new FaultReport(
                    plan,
                    injected,
                    leftOut,
                    findings,
                    noticed(lab, fleet, database),
                    fleet.endedByThemselves(),
                    shiftedAttempts(lab, start),
                    Duration.between(start, Instant.now()).toSeconds());
        } finally {
            keeper.destroy();
        }
    }

    /** The same for all processes. */
    private Map<String, String> settings() {
        return Map.of(
                "TONOTOPY_QUEUE_HEARTBEAT_INTERVAL",
                plan.heartbeat().toMillis() + "ms",
                "TONOTOPY_QUEUE_RECONCILE_INTERVAL",
                plan.heartbeat().toMillis() + "ms",
                "TONOTOPY_QUEUE_RETRIES",
                String.valueOf(RETRIES),
                "TONOTOPY_QUEUE_RETRY_DELAY",
                RETRY_DELAY.toMillis() + "ms");
    }

    /** What the API's process does for the queue. */
    private QueueKeeper keeper(Lab lab) {
        return new QueueKeeper(
                lab.part(Dispatcher.class),
                lab.part(Reconciler.class),
                lab.part(SweepRungs.class),
                new QueueSettings(
                        plan.heartbeat(),
                        Duration.ofSeconds(2),
                        plan.heartbeat(),
                        Duration.ofHours(1),
                        RETRIES,
                        RETRY_DELAY,
                        0,
                        Duration.ofDays(90)));
    }

    /** Until everything has ended; where something never does, the audit says what. */
    private static void awaitQuiet(Lab lab, WorkerFleet fleet, LabCustomers customers)
            throws IOException, InterruptedException {
        Instant patience = Instant.now().plus(MOST_PATIENCE);
        while (Instant.now().isBefore(patience)) {
            fleet.tend();
            int open = LabCustomers.untilAnswered(() -> lab.rows(NOT_FINAL) + lab.rows("scheduled_tasks"));
            if (customers.areFinished() && open == 0) {
                return;
            }
            Thread.sleep(100);
        }
    }

    private static List<Duration> noticed(Lab lab, WorkerFleet fleet, FaultyDatabase database) {
        List<Duration> noticed = new ArrayList<>();
        for (WorkerFleet.Kill kill : fleet.kills()) {
            Instant killed = database.timeAt(kill.at());
            Optional<Instant> gone = lab.part(JdbcClient.class)
                    .sql("select gone_at from worker where name = :name and registered_at <= :at and gone_at > :at"
                            + " order by registered_at desc limit 1")
                    .param("name", kill.name())
                    .param("at", Timestamp.from(killed))
                    .query((row, number) -> row.getTimestamp(1).toInstant())
                    .optional();
            gone.map(at -> Duration.between(killed, at))
                    .filter(time ->
                            !database.wasDisturbedBetween(kill.at(), kill.at().plus(time)))
                    .ifPresent(noticed::add);
        }
        return noticed;
    }

    private static int shiftedAttempts(Lab lab, Instant start) {
        return lab.part(JdbcClient.class)
                .sql("select count(*) from job_attempt where started_at < :start or started_at > :end")
                .param("start", Timestamp.from(start))
                .param("end", Timestamp.from(Instant.now().plusSeconds(10)))
                .query(Integer.class)
                .single();
    }

    /** One fault after another. */
    private final class Faults {
        private final WorkerFleet fleet;
        private final LabCustomers customers;
        private final FaultyDatabase database;
        private final Optional<FaultyDisk> disk;
        private final boolean clocks;

        private Faults(
                WorkerFleet fleet,
                LabCustomers customers,
                FaultyDatabase database,
                Optional<FaultyDisk> disk,
                boolean clocks) {
            this.fleet = fleet;
            this.customers = customers;
            this.database = database;
            this.disk = disk;
            this.clocks = clocks;
        }

        void inject() throws IOException, InterruptedException {
            Deque<FaultKind> coming = new ArrayDeque<>(plan.inOrder());
            int all = coming.size();
            Instant next = Instant.now();
            while (!coming.isEmpty()) {
                customers.requireWell();
                fleet.tend();
                if (Instant.now().isAfter(next)) {
                    FaultKind kind = coming.remove();
                    if (inject(kind)) {
                        injected.merge(kind, 1, Integer::sum);
                    }
                    System.out.printf("%s fault %d of %d: %s%n", Instant.now(), all - coming.size(), all, kind.words());
                    System.out.flush();
                    next = Instant.now()
                            .plusMillis(random.nextInt(2 * (int) plan.pause().toMillis() + 1));
                }
                Thread.sleep(20);
            }
        }

        private boolean inject(FaultKind kind) throws IOException, InterruptedException {
            Duration time = Duration.ofMillis(300 + random.nextInt(2500));
            return switch (kind) {
                case DATABASE_KILLED -> {
                    database.kill(time);
                    yield true;
                }
                case DATABASE_RESTARTED -> {
                    database.restart(time);
                    yield true;
                }
                case STORE_FULL, STORE_REFUSING, STORE_STANDING_STILL -> onDisk(kind, time);
                case DATABASE_CLOCK_JUMPED -> {
                    if (!database.setClock(upToADay())) {
                        leftOut.put(kind, "the machine has no C compiler");
                        yield false;
                    }
                    yield true;
                }
                case OUT_OF_MEMORY -> {
                    customers.askForTooMuch();
                    yield true;
                }
                default -> toWorker(kind);
            };
        }

        private boolean onDisk(FaultKind kind, Duration time) throws IOException, InterruptedException {
            if (disk.isEmpty()) {
                leftOut.put(kind, "no file system could be mounted here");
                return false;
            }
            switch (kind) {
                case STORE_FULL -> disk.get().fill(random.nextInt(64 << 10), time);
                case STORE_REFUSING -> {
                    return disk.get().refuse(time);
                }
                default -> {
                    return disk.get().standStill(time);
                }
            }
            return true;
        }

        private boolean toWorker(FaultKind kind) throws IOException, InterruptedException {
            int preferred = random.nextInt(plan.workers());
            Optional<Integer> found = fleet.atWork(preferred);
            while (found.isEmpty()) {
                Thread.sleep(20);
                customers.requireWell();
                fleet.tend();
                found = fleet.atWork(preferred);
            }
            int place = found.get();
            // At any point of its work, and sometimes just after.
            Thread.sleep(random.nextInt(MOST_MILLIS_INTO_A_JOB));
            switch (kind) {
                case WORKER_KILLED -> fleet.kill(place, false);
                case WORKER_KILLED_SAME_NAME -> fleet.kill(place, true);
                case WORKER_FROZEN -> fleet.freeze(place, plan.lease().plusSeconds(2));
                case WORKER_TERMINATED -> fleet.terminate(place);
                default -> {
                    if (!clocks) {
                        leftOut.put(kind, "the machine has no C compiler");
                        return false;
                    }
                    fleet.shiftClock(place, upToADay());
                }
            }
            return true;
        }

        private Duration upToADay() {
            return Duration.ofSeconds(random.nextInt(2 * 86_400) - 86_400);
        }
    }
}
