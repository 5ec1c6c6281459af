package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.checkpoint.Checkpoint;
import org.tonotopy.registry.checkpoint.CheckpointRegistry;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import org.tonotopy.worker.WorkerProcess;

/** Fits that are put down or killed, and go on elsewhere from their checkpoints to the same bits. */
class CheckpointTest {
    private static final String MODEL = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 4}";
    private static final String RECIPE =
            "{\"kind\": \"gradient\", \"max_epochs\": 150, \"patience\": 150, \"dropout\": 0.2,"
                    + " \"optimiser\": \"adamw\", \"schedule\": \"cosine\"}";
    private static final Map<String, String> EVERY_EPOCH = Map.of("TONOTOPY_WORKER_CHECKPOINT_INTERVAL", "0s");

    private static Lab lab;
    private static Benchmark benchmark;

    @BeforeAll
    static void open() {
        lab = new Lab();
        lab.startWorker("ingester");
        benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
        lab.stopWorkers();
    }

    @AfterEach
    void stop() {
        lab.stopWorkers();
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @Test
    void aKilledFitGoesOnFromItsLastCheckpointToTheSameBits() throws IOException, InterruptedException {
        Job job = lab.fit(benchmark, MODEL, RECIPE, 1);
        try (WorkerProcess killed = WorkerProcess.start(everyEpoch("killed"), "-Xmx512m")) {
            awaitCheckpoint(job, checkpoint -> checkpoint.point().epoch() >= 20);
            killed.kill();
        }

        lab.startWorker("second", EVERY_EPOCH);
        Job ended = lab.awaitEnd(job);
        Job undisturbed = lab.awaitEnd(lab.fit(benchmark, MODEL, RECIPE, 1));

        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(resumedEpoch(job, 2)).isGreaterThanOrEqualTo(20);
        assertSameResult(ended, undisturbed);
        assertThat(checkpoints(job)).as("they are of no more use").isEmpty();
        assertThat(objects(job)).as("nor are their objects").isZero();
    }

    @Test
    void aWorkerThatStopsKeepsACheckpointAtOnce() {
        ConfigurableApplicationContext first =
                lab.startWorker("first", Map.of("TONOTOPY_WORKER_CHECKPOINT_INTERVAL", "1h"));
        Job job = lab.fit(benchmark, MODEL, RECIPE, 2);
        lab.awaitEpoch(job, 5);

        first.close();
        Checkpoint kept = checkpoints(job).get(0);
        lab.startWorker("second");
        Job ended = lab.awaitEnd(job);

        assertThat(resumedEpoch(job, 2)).isEqualTo(kept.point().epoch());
        assertSameResult(ended, lab.awaitEnd(lab.fit(benchmark, MODEL, RECIPE, 2)));
    }

    @Test
    void aPausedFitGoesOnAsIfItHadNotBeenPaused() {
        lab.startWorker("only");
        Job job = lab.fit(benchmark, MODEL, RECIPE, 3);
        lab.awaitEpoch(job, 5);
        JobLedger ledger = lab.part(JobLedger.class);

        ledger.pause(job.id(), "ada");
        await().atMost(Duration.ofSeconds(30)).until(() -> lab.job(job.id()).state() == JobState.PAUSED);
        assertThat(checkpoints(job)).hasSize(1);
        ledger.resume(job.id(), "ada");
        Job ended = lab.awaitEnd(job);

        assertThat(lab.events(job))
                .extracting(JobEvent::type)
                .containsSubsequence("pausing", "paused", "resumed", "started", "succeeded");
        assertSameResult(ended, lab.awaitEnd(lab.fit(benchmark, MODEL, RECIPE, 3)));
    }

    @Test
    void networksThatWereFinishedAreNotFittedAgain() throws IOException, InterruptedException {
        String slow = "{\"kind\": \"gradient\", \"max_epochs\": 100, \"patience\": 100}";
        Job job = lab.fit(benchmark, MODEL, slow, 4, Units.EACH_NEURON, List.of());
        try (WorkerProcess killed = WorkerProcess.start(lab.settings("killed"), "-Xmx512m")) {
            awaitCheckpoint(job, checkpoint -> checkpoint.point().epoch() == 100);
            killed.kill();
        }

        lab.startWorker("second");
        Job ended = lab.awaitEnd(job);
        Job undisturbed = lab.awaitEnd(lab.fit(benchmark, MODEL, slow, 4, Units.EACH_NEURON, List.of()));

        assertThat(ended.attempt()).isEqualTo(2);
        assertSameResult(ended, undisturbed);
    }

    @Test
    void aDamagedCheckpointLeadsToAFreshStartAndTheSameResult() {
        ConfigurableApplicationContext first = lab.startWorker("first", EVERY_EPOCH);
        Job job = lab.fit(benchmark, MODEL, RECIPE, 5);
        lab.awaitEpoch(job, 5);
        first.close();
        lab.part(JdbcClient.class)
                .sql("update stored_object set sha256 = decode(repeat('00', 32), 'hex') where object_key ="
                        + " (select object_key from job_checkpoint where job_id = :id)")
                .param("id", job.id())
                .update();

        lab.startWorker("second");
        Job ended = lab.awaitEnd(job);

        assertThat(resumedEpoch(job, 2)).isZero();
        assertSameResult(ended, lab.awaitEnd(lab.fit(benchmark, MODEL, RECIPE, 5)));
    }

    private static Map<String, String> everyEpoch(String name) {
        Map<String, String> settings = new java.util.HashMap<>(lab.settings(name));
        settings.putAll(EVERY_EPOCH);
        return settings;
    }

    private static void awaitCheckpoint(Job job, Predicate<Checkpoint> enough) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> checkpoints(job).stream().anyMatch(enough));
    }

    private static List<Checkpoint> checkpoints(Job job) {
        return List.copyOf(lab.part(CheckpointRegistry.class).find(job.id()).values());
    }

    private static int objects(Job job) {
        return lab.rows("stored_object where object_key like 'job/" + job.id() + "/%/checkpoint-%'");
    }

    private static int resumedEpoch(Job job, int attempt) {
        return lab.events(job).stream()
                .filter(event -> event.attempt() == attempt && event.type().equals("progress"))
                .mapToInt(event -> event.data().path("resumed_epoch").intValue())
                .max()
                .orElse(0);
    }

    /** Weights, learning curves and scores, all but the time that they took. */
    private static void assertSameResult(Job one, Job other) {
        assertThat(one.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(lab.weights(one)).isEqualTo(lab.weights(other));
        assertThat(rows(
                        one,
                        "select network, epoch, train_loss, validation_loss, validation_score, learning_rate"
                                + " from learning_curve_point where model_version_id = :id order by network, epoch"))
                .isEqualTo(
                        rows(
                                other,
                                "select network, epoch, train_loss, validation_loss, validation_score,"
                                        + " learning_rate from learning_curve_point where model_version_id = :id order by network, epoch"));
        String scores = "select n.neuron, n.cc, n.cc_norm, n.mse, n.poisson_nll from neuron_score n join score s"
                + " on s.id = n.score_id where s.model_version_id = :id order by n.neuron";
        assertThat(rows(one, scores)).isNotEmpty().isEqualTo(rows(other, scores));
    }

    private static List<Map<String, Object>> rows(Job job, String query) {
        ModelVersion version = lab.version(job);
        return lab.part(JdbcClient.class)
                .sql(query)
                .param("id", version.id())
                .query()
                .listOfRows();
    }
}
