package org.tonotopy.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.registry.RegistryConfiguration;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.Lane;
import org.tonotopy.registry.dispatch.Reconciler;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.FitProgress;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.sweep.SweepRungs;
import org.tonotopy.registry.worker.WorkerDevice;
import org.tonotopy.registry.worker.WorkerLife;
import org.tonotopy.registry.worker.WorkerOffer;
import org.tonotopy.registry.worker.Workers;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.OwnPostgres;
import org.tonotopy.worker.SmallRecording;

/**
 * Measures what many workers cost the database; run by name. Each has connections of its own, as a process has, and asks the
 * database by the code of a worker. Only its jobs are made up: they sleep, and tell how far they are as often as a fit does.
 */
@Tag("slow")
class WorkersLoad {
    private static final List<Integer> WORKERS = Arrays.stream(
                    System.getProperty("scale.workers", "1,10,50,100,200,500").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final Duration WINDOW = Duration.ofSeconds(Integer.getInteger("scale.seconds", 30));
    private static final Duration JOB = Duration.ofSeconds(Integer.getInteger("scale.job.seconds", 20));

    /** As often as a fit tells how far it is. */
    private static final Duration TELLS_EVERY = Duration.ofMillis(Integer.getInteger("scale.tells.ms", 500));

    private static final int MOST_CONNECTIONS_OF_A_WORKER = 8;
    private static final int OTHER_CONNECTIONS = 50;
    private static final Duration FOR_ONE_PART = Duration.ofSeconds(4);
    private static final Path REPORT = Path.of("target", "scale-of-workers.md");

    private final StringBuilder report = new StringBuilder();

    /** The connections of the worker to which the calling thread, or the one that made it, belongs. */
    static final class ConnectionsOfTheCaller extends AbstractDataSource {
        private static final InheritableThreadLocal<HikariDataSource> worker = new InheritableThreadLocal<>();

        private final HikariDataSource others;

        ConnectionsOfTheCaller(HikariDataSource others) {
            this.others = others;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return Optional.ofNullable(worker.get()).orElse(others).getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    /** The registry over connections of each worker. */
    @EnableAutoConfiguration
    @Import(RegistryConfiguration.class)
    static class Registry {
        @Bean
        SchedulerClient queue(DataSource dataSource) {
            return SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                    .build();
        }
    }

    @Test
    void whatWorkersCostTheDatabase() throws Exception {
        int most = WORKERS.stream().mapToInt(Integer::intValue).max().orElseThrow();
        try (OwnPostgres server = new OwnPostgres(most * MOST_CONNECTIONS_OF_A_WORKER + OTHER_CONNECTIONS);
                Lab lab = new Lab(server.database())) {
            Job pattern = pattern(lab);
            try (ConfigurableApplicationContext registry = registry(lab, server.database())) {
                tellf(
                        "%d processors; jobs of %d s that tell how far they are every %d ms; %d slots; %d s each",
                        Runtime.getRuntime().availableProcessors(),
                        JOB.toSeconds(),
                        TELLS_EVERY.toMillis(),
                        SimulatedWorker.SLOTS,
                        WINDOW.toSeconds());
                tellf(
                        "| workers | | PostgreSQL, %% of a core | of a worker | this program, %% of a core | connections | memory of PostgreSQL | commits/s | log written, KiB/s | jobs/s"
                                + " | free slot to next job: median | 99 %% | load |");
                tellf("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
                Deque<AutoCloseable> started = new ArrayDeque<>();
                try {
                    for (int count : WORKERS) {
                        for (int number = started.size() / 2; number < count; number++) {
                            start(registry, server.database(), number, started);
                        }
                        measure(count, server, registry, pattern);
                    }
                } finally {
                    for (AutoCloseable what : started) {
                        what.close();
                    }
                }
            }
        }
        Files.writeString(REPORT, report);
        assertThat(report).isNotEmpty();
    }

    @Test
    void whatEachPartCosts() throws Exception {
        try (OwnPostgres server = new OwnPostgres(OTHER_CONNECTIONS);
                Lab lab = new Lab(server.database())) {
            Job pattern = pattern(lab);
            JdbcClient database = lab.part(JdbcClient.class);
            Workers workers = lab.part(Workers.class);
            WorkerLife life = WorkerLife.begin("measured");
            workers.register(life, new WorkerOffer(WorkerDevice.CPU, 2, 1, Duration.ofHours(1), "1", "none"));
            Reconciler reconciler = lab.part(Reconciler.class);
            SweepRungs rungs = lab.part(SweepRungs.class);
            Dispatcher dispatcher = lab.part(Dispatcher.class);
            BoardLedger boards = lab.part(BoardLedger.class);
            JobLedger ledger = lab.part(JobLedger.class);
            tellf("| part | one, ms | PostgreSQL's processor, ms |");
            tellf("|---|---|---|");
            part("sign of life", server, () -> workers.seen(life));
            polls(lab, server);
            part("look for boards to compute", server, () -> boards.claim(Duration.ofMinutes(1)));
            part("dispatcher, nothing waits", server, dispatcher::admit);
            part("reconciler, not in turn", server, () -> reconciler.reconcileInTurn(true, Duration.ofHours(1)));
            part("reconciler, in turn", server, () -> reconciler.reconcile(true));
            part("rungs of sweeps", server, rungs::settle);
            queue(database, pattern, 1);
            Attempt attempt = ledger.begin(waiting(database).pop(), life).orElseThrow();
            AtomicLong told = new AtomicLong();
            part("event: how far a fit is", server, () -> ledger.progress(attempt, progress(told.incrementAndGet())));
            queue(database, pattern, 20_000);
            Deque<UUID> waiting = waiting(database);
            part(
                    "beginning and end of a job",
                    server,
                    () -> ledger.begin(waiting.pop(), life).ifPresent(begun -> ledger.succeed(begun, Map::of)));
            queue(database, pattern, 100_000);
            part("dispatcher, 100,000 jobs wait, no slot is free", server, dispatcher::admit);
        }
        Files.writeString(REPORT.resolveSibling("scale-of-parts.md"), report);
        assertThat(report).isNotEmpty();
    }

    private void part(String what, OwnPostgres server, Runnable once) throws IOException {
        for (int warm = 0; warm < 300; warm++) {
            once.run();
        }
        measured(what, server, () -> {
            long count = 0;
            long end = System.nanoTime() + FOR_ONE_PART.toNanos();
            while (System.nanoTime() < end) {
                once.run();
                count++;
            }
            return count;
        });
    }

    private void measured(String what, OwnPostgres server, LongSupplier many) throws IOException {
        double before = server.use().processorSeconds();
        long start = System.nanoTime();
        long count = many.getAsLong();
        double milliseconds = (System.nanoTime() - start) / 1e6;
        double processor = 1000 * (server.use().processorSeconds() - before);
        tellf("| %s | %.2f | %.2f |", what, milliseconds / count, processor / count);
    }

    /** The looks of an idle worker for work, made often. */
    private void polls(Lab lab, OwnPostgres server) throws IOException {
        JdbcClient database = lab.part(JdbcClient.class);
        Scheduler scheduler = Scheduler.create(
                        lab.part(DataSource.class),
                        List.copyOf(Lane.servedBy(WorkerDevice.CPU, 1).stream()
                                .map(lane -> Tasks.oneTime(lane.descriptor()).execute((instance, context) -> {}))
                                .toList()))
                .threads(SimulatedWorker.SLOTS)
                .pollingInterval(Duration.ofMillis(1))
                .pollUsingLockAndFetch(0.5, 1.0)
                .jdbcCustomization(QueueConfiguration.pickingNoMoreThanAsked())
                .build();
        scheduler.start();
        try {
            pause(Duration.ofSeconds(1));
            measured("look of an idle worker for work", server, () -> {
                long before = commits(database);
                pause(FOR_ONE_PART);
                return commits(database) - before;
            });
        } finally {
            scheduler.stop();
        }
    }

    private static long commits(JdbcClient database) {
        return database.sql("select xact_commit from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static ConfigurableApplicationContext registry(Lab lab, TestDatabase database) {
        Map<String, Object> settings = new HashMap<>(lab.settings("registry"));
        settings.put("spring.config.name", "training-worker");
        settings.put("db-scheduler.enabled", "false");
        return new SpringApplicationBuilder(Registry.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> context.getBeanFactory()
                        .registerSingleton("dataSource", new ConnectionsOfTheCaller(connections(database))))
                .properties(settings)
                .run("--management.endpoint.health.validate-group-membership=false");
    }

    /** As a worker's settings have them. */
    private static HikariDataSource connections(TestDatabase database) {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(database.jdbcUrl());
        settings.setUsername(database.user());
        settings.setPassword(database.password());
        settings.setMaximumPoolSize(MOST_CONNECTIONS_OF_A_WORKER);
        settings.setMinimumIdle(1);
        return new HikariDataSource(settings);
    }

    private static void start(
            ConfigurableApplicationContext registry, TestDatabase database, int number, Deque<AutoCloseable> started) {
        HikariDataSource connections = connections(database);
        ConnectionsOfTheCaller.worker.set(connections);
        try {
            JobLedger ledger = registry.getBean(JobLedger.class);
            started.push(connections);
            started.push(new SimulatedWorker(
                    registry::getBean, "simulated-" + number, attempt -> sleepTelling(ledger, attempt)));
        } finally {
            ConnectionsOfTheCaller.worker.remove();
        }
    }

    private static void sleepTelling(JobLedger ledger, Attempt attempt) {
        long end = System.nanoTime() + JOB.toNanos();
        for (long epoch = 1; System.nanoTime() < end; epoch++) {
            ledger.progress(attempt, progress(epoch));
            pause(TELLS_EVERY);
        }
    }

    private static FitProgress progress(long epoch) {
        return new FitProgress(
                "fitting",
                (int) epoch,
                1000,
                Optional.of(0.123456789 / epoch),
                Optional.of(0.456789 - 0.1 / epoch),
                (int) epoch);
    }

    /** A fit that was asked for and never runs; what waits is copies of it. */
    private static Job pattern(Lab lab) {
        lab.startWorker("reader");
        var benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
        lab.stopWorkers();
        Job pattern = lab.fit(benchmark, "{\"kind\": \"linear\"}", "{\"kind\": \"ridge\"}", 0);
        lab.update("update job set state = 'PAUSED' where id = '" + pattern.id() + "'");
        return pattern;
    }

    private static void queue(JdbcClient database, Job pattern, int count) {
        database.sql(
                        "insert into job (id, kind, state, spec, spec_sha256, dataset_id, visibility, benchmark_id, owner_id,"
                                + " created_at) select gen_random_uuid(), kind, 'QUEUED', spec, spec_sha256, dataset_id, visibility,"
                                + " benchmark_id, owner_id, now() + n * interval '1 microsecond' from job,"
                                + " generate_series(1, :count) n where id = :id")
                .param("count", count)
                .param("id", pattern.id())
                .update();
        database.sql("vacuum analyze job").update();
    }

    private static Deque<UUID> waiting(JdbcClient database) {
        return new ArrayDeque<>(database.sql("select id from job where state = 'QUEUED'")
                .query(UUID.class)
                .list());
    }

    private void measure(int count, OwnPostgres server, ConfigurableApplicationContext registry, Job pattern)
            throws Exception {
        JdbcClient database = registry.getBean(JdbcClient.class);
        pause(Duration.ofSeconds(15));
        window(count, "idle", server, database, Optional.empty());
        int slots = count * SimulatedWorker.SLOTS;
        Instant since = database.sql("select clock_timestamp()")
                .query(Timestamp.class)
                .single()
                .toInstant();
        long rounds = 3 + WINDOW.plus(JOB).toSeconds() / JOB.toSeconds();
        queue(database, pattern, Math.toIntExact(slots * rounds));
        pause(JOB.dividedBy(2));
        window(count, "busy", server, database, Optional.of(since));
        database.sql("delete from job where state = 'QUEUED' and admission is null and id <> :id")
                .param("id", pattern.id())
                .update();
        Instant end = Instant.now().plus(JOB.multipliedBy(4)).plusSeconds(60);
        while (Instant.now().isBefore(end)
                && database.sql("select exists (select 1 from job where state in ('QUEUED', 'RUNNING'))")
                        .query(Boolean.class)
                        .single()) {
            pause(Duration.ofMillis(500));
        }
    }

    private record Reading(double postgres, double program, long commits, long logBytes, long ended) {}

    private static Reading read(OwnPostgres server, JdbcClient database) throws IOException {
        long program = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        return database.sql("select xact_commit, (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint as log,"
                        + " (select count(*) from job where state = 'SUCCEEDED') as ended"
                        + " from pg_stat_database where datname = current_database()")
                .query((row, number) -> {
                    try {
                        return new Reading(
                                server.use().processorSeconds(),
                                program / 1e9,
                                row.getLong("xact_commit"),
                                row.getLong("log"),
                                row.getLong("ended"));
                    } catch (IOException failure) {
                        throw new IllegalStateException(failure);
                    }
                })
                .single();
    }

    private void window(int count, String state, OwnPostgres server, JdbcClient database, Optional<Instant> jobsSince)
            throws IOException {
        Reading before = read(server, database);
        long start = System.nanoTime();
        pause(WINDOW);
        Reading after = read(server, database);
        double seconds = (System.nanoTime() - start) / 1e9;
        double postgres = 100 * (after.postgres() - before.postgres()) / seconds;
        List<Double> gaps = jobsSince.map(since -> gaps(database, since)).orElse(List.of());
        tellf(
                "| %d | %s | %.2f | %.3f | %.1f | %d | %d MiB | %.0f | %.0f | %.2f | %s | %s | %.1f |",
                count,
                state,
                postgres,
                postgres / count,
                100 * (after.program() - before.program()) / seconds,
                database.sql("select count(*) from pg_stat_activity where usename = current_user")
                        .query(Integer.class)
                        .single(),
                server.use().mebibytes(),
                (after.commits() - before.commits()) / seconds,
                (after.logBytes() - before.logBytes()) / seconds / 1024,
                (after.ended() - before.ended()) / seconds,
                milliseconds(gaps, 0.5),
                milliseconds(gaps, 0.99),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** From the end of each job to the beginning of the one that took its slot, in seconds and in order. */
    private static List<Double> gaps(JdbcClient database, Instant since) {
        return database.sql(
                        "with b as (select worker, started_at, row_number() over (partition by worker order by started_at)"
                                + " as n from job_attempt where started_at >= :since), e as (select worker, finished_at, row_number() over"
                                + " (partition by worker order by finished_at) + :slots as n from job_attempt where started_at >= :since"
                                + " and finished_at is not null) select extract(epoch from b.started_at - e.finished_at) as gap from b"
                                + " join e on e.worker = b.worker and e.n = b.n order by gap")
                .param("since", Timestamp.from(since))
                .param("slots", SimulatedWorker.SLOTS)
                .query(Double.class)
                .list();
    }

    private static String milliseconds(List<Double> sorted, double share) {
        return sorted.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.0f ms", 1000 * sorted.get((int) (share * (sorted.size() - 1))));
    }

    private void tellf(String line, Object... values) {
        String told = String.format(Locale.ROOT, line, values);
        System.out.println(told);
        report.append(told).append('\n');
    }
}
