package org.tonotopy.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.QueueOutlook;
import org.tonotopy.registry.job.Job;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.OwnPostgres;
import org.tonotopy.worker.SmallRecording;

/** Measures what the queue costs; run by name. The jobs of its workers do nothing and succeed. */
@Tag("slow")
class QueueLoad {
    private static final int WORKERS = 50;
    private static final int QUEUED = 100_000;

    @Test
    void idleWorkersCostTheDatabaseLittle() throws Exception {
        try (OwnPostgres server = new OwnPostgres(100);
                Lab lab = new Lab(server.database())) {
            List<SimulatedWorker> workers = new ArrayList<>();
            for (int number = 0; number < WORKERS; number++) {
                workers.add(new SimulatedWorker(lab::part, "idle-" + number, attempt -> {}));
            }
            Thread.sleep(15_000);
            double before = server.use().processorSeconds();
            long start = System.nanoTime();
            Thread.sleep(60_000);
            double share = (server.use().processorSeconds() - before) / ((System.nanoTime() - start) / 1e9);
            System.out.printf(
                    Locale.ROOT, "%d idle workers cost PostgreSQL %.1f %% of one core%n", WORKERS, 100 * share);
            workers.forEach(SimulatedWorker::close);
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
            try (SimulatedWorker worker = new SimulatedWorker(lab::part, "idle-0", attempt -> {})) {
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
}
