package org.tonotopy.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.QueueSettings;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.Lane;
import org.tonotopy.registry.dispatch.QueueKeeper;
import org.tonotopy.registry.dispatch.QueueOutlook;
import org.tonotopy.registry.dispatch.Reconciler;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.sweep.SweepRungs;
import org.tonotopy.registry.worker.WorkerDevice;
import org.tonotopy.registry.worker.WorkerLife;
import org.tonotopy.registry.worker.WorkerOffer;
import org.tonotopy.registry.worker.Workers;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;

/**
 * Measures what the queue costs; run by name. Workers are what a worker process runs for the queue, and nothing else: a scheduler of
 * db-scheduler, a keeper of the queue and a heartbeat.
 */
@Tag("slow")
class QueueLoad {
    private static final int WORKERS = 50;
    private static final int QUEUED = 100_000;
    private static final QueueSettings SETTINGS = new QueueSettings(
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            4,
            Duration.ofSeconds(10),
            0,
            Duration.ofDays(90));

    /** What a worker runs for the queue. Its jobs do nothing and succeed. */
    private static final class IdleWorker implements AutoCloseable {
        private final Scheduler scheduler;
        private final QueueKeeper keeper;
        private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

        IdleWorker(Lab lab, int number) {
            WorkerLife life = WorkerLife.begin("idle-" + number);
            Workers workers = lab.part(Workers.class);
            workers.register(life, new WorkerOffer(WorkerDevice.CPU, 2, 1, SETTINGS.heartbeatInterval(), "1", "none"));
            JobLedger ledger = lab.part(JobLedger.class);
            Dispatcher dispatcher = lab.part(Dispatcher.class);
            List<OneTimeTask<Void>> lanes = Lane.servedBy(WorkerDevice.CPU, 1).stream()
                    .map(lane -> Tasks.oneTime(lane.descriptor()).execute((instance, context) -> {
                        ledger.begin(UUID.fromString(instance.getId().substring(0, 36)), life)
                                .ifPresent(attempt -> ledger.succeed(attempt, Map::of));
                        dispatcher.admit();
                    }))
                    .toList();
            scheduler = Scheduler.create(lab.part(DataSource.class), List.copyOf(lanes))
                    .schedulerName(new SchedulerName.Fixed(life.id().toString()))
                    .threads(2)
                    .pollingInterval(Duration.ofMillis(700))
                    .heartbeatInterval(SETTINGS.heartbeatInterval())
                    .pollUsingLockAndFetch(0.5, 1.0)
                    .addSchedulerListener(new NextAtOnce(this::scheduler))
                    .build();
            scheduler.start();
            keeper = new QueueKeeper(dispatcher, lab.part(Reconciler.class), lab.part(SweepRungs.class), SETTINGS);
            keeper.start();
            long beat = SETTINGS.heartbeatInterval().toMillis();
            var unused = heart.scheduleAtFixedRate(() -> workers.seen(life), beat, beat, TimeUnit.MILLISECONDS);
        }

        private Scheduler scheduler() {
            return scheduler;
        }

        @Override
        public void close() {
            scheduler.stop();
            keeper.destroy();
            heart.shutdownNow();
        }
    }

    @Test
    void idleWorkersCostTheDatabaseLittle() throws Exception {
        try (Lab lab = new Lab()) {
            List<IdleWorker> workers = new ArrayList<>();
            for (int number = 0; number < WORKERS; number++) {
                workers.add(new IdleWorker(lab, number));
            }
            Thread.sleep(15_000);
            double before = postgresSeconds();
            long start = System.nanoTime();
            Thread.sleep(60_000);
            double share = (postgresSeconds() - before) / ((System.nanoTime() - start) / 1e9);
            System.out.printf(
                    Locale.ROOT, "%d idle workers cost PostgreSQL %.1f %% of one core%n", WORKERS, 100 * share);
            workers.forEach(IdleWorker::close);
            assertThat(share).isPositive();
        }
    }

    @Test
    void aFreeWorkerBeginsSoonHoweverManyJobsWait() throws Exception {
        try (Lab lab = new Lab()) {
            lab.startWorker("reader");
            Benchmark benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
            lab.stopWorkers();
            JdbcClient database = lab.part(JdbcClient.class);
            Job first = lab.fit(benchmark, "{\"kind\": \"linear\"}", "{\"kind\": \"ridge\"}", 0);
            database.sql(
                            "insert into job (id, kind, state, spec, spec_sha256, dataset_id, visibility, benchmark_id, owner_id,"
                                    + " created_at) select gen_random_uuid(), kind, state, spec, spec_sha256, dataset_id, visibility,"
                                    + " benchmark_id, owner_id, created_at + n * interval '1 microsecond' from job,"
                                    + " generate_series(1, :more) n where id = :id")
                    .param("more", QUEUED)
                    .param("id", first.id())
                    .update();
            database.sql("vacuum analyze job").update();
            tellPlaces(lab);
            Dispatcher dispatcher = lab.part(Dispatcher.class);
            long start = System.nanoTime();
            try (IdleWorker worker = new IdleWorker(lab, 0)) {
                Thread.sleep(20_000);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            int done = database.sql("select count(*) from job where state = 'SUCCEEDED'")
                    .query(Integer.class)
                    .single();
            // The gap between the end of a job and the beginning of the next at a worker with two slots.
            List<Double> gaps = database.sql("select extract(epoch from a.started_at - b.finished_at) as gap"
                            + " from (select started_at, row_number() over (order by started_at) as n from job_attempt"
                            + " where worker = 'idle-0') a join (select finished_at, row_number() over (order by"
                            + " finished_at) + 2 as n from job_attempt where worker = 'idle-0') b on a.n = b.n"
                            + " order by gap")
                    .query(Double.class)
                    .list();
            System.out.printf(
                    Locale.ROOT,
                    "%d queued: %d jobs in %.1f s; from a free slot to the next job's start: median %.3f s, 99 %% %.3f s,"
                            + " longest %.3f s%n",
                    QUEUED,
                    done,
                    seconds,
                    gaps.get(gaps.size() / 2),
                    gaps.get(gaps.size() * 99 / 100),
                    gaps.get(gaps.size() - 1));
            long one = System.nanoTime();
            dispatcher.admit();
            System.out.printf(Locale.ROOT, "one look at the queue: %.1f ms%n", (System.nanoTime() - one) / 1e6);
            assertThat(done).isPositive();
        }
    }

    /** What the place of the last job, and of a page of jobs, costs. */
    private static void tellPlaces(Lab lab) {
        List<UUID> last = lab.part(JdbcClient.class)
                .sql("select id from job where state = 'QUEUED' order by created_at desc, id desc limit 50")
                .query(UUID.class)
                .list();
        List<Job> page = last.stream().map(lab::job).toList();
        QueueOutlook outlook = lab.part(QueueOutlook.class);
        for (List<Job> asked : List.of(page.subList(0, 1), page)) {
            List<Double> milliseconds = new ArrayList<>();
            for (int time = 0; time < 21; time++) {
                long start = System.nanoTime();
                assertThat(outlook.of(asked)).hasSize(asked.size());
                milliseconds.add((System.nanoTime() - start) / 1e6);
            }
            milliseconds.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "place of %d of %d queued jobs: median %.1f ms, longest %.1f ms%n",
                    asked.size(),
                    QUEUED,
                    milliseconds.get(10),
                    milliseconds.get(20));
        }
    }

    /** Processor time of all processes of PostgreSQL on this machine. */
    private static double postgresSeconds() throws IOException {
        double ticks = 0;
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                try {
                    String stat = Files.readString(process.resolve("stat"));
                    if (stat.contains("(postgres)")) {
                        String[] fields =
                                stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                    }
                } catch (IOException ended) {
                    // It is no process any more.
                    continue;
                }
            }
        }
        return ticks / 100;
    }
}
