package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.checkpoint.Checkpoint;
import org.tonotopy.registry.checkpoint.CheckpointRegistry;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.model.FitSummary;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.LearningCurvePoint;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.prediction.PredictionRegistry;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.store.ObjectCleanup;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.sweep.Halving;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.SweepLedger;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import org.tonotopy.worker.WorkerProcess;
import tools.jackson.databind.JsonNode;

/** What may befall a fit that is interrupted, and its checkpoints. */
class InterruptedFitTest {
    private static final String MODEL = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 4}";
    private static final String RECIPE =
            "{\"kind\": \"gradient\", \"max_epochs\": %d, \"patience\": %d, \"dropout\": 0.3,"
                    + " \"weight_decay\": 0.01, \"schedule\": \"%s\"}";
    private static final String COSINE = RECIPE.formatted(120, 120, "cosine");
    private static final String PLATEAU = RECIPE.formatted(120, 120, "plateau");
    private static final Map<String, String> EACH_EPOCH = Map.of("TONOTOPY_WORKER_CHECKPOINT_INTERVAL", "0s");

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

    /** What a fit came to, but for times. */
    private record Result(
            String weights,
            StoredContent predictions,
            BenchmarkScore score,
            List<FitSummary> summaries,
            List<List<LearningCurvePoint>> curves) {}

    @Test
    @Tag("slow")
    void aFitThatIsKilledAgainAndAgainEndsInTheSameBits() throws Exception {
        Job job = fit(PLATEAU);
        killAfterCheckpoint(job, 1, 3);
        killAfterCheckpoint(job, 2, 40);
        killAfterCheckpoint(job, 3, 80);

        lab.startWorker("last");
        Job ended = succeeded(job);

        assertThat(ended.attempt()).isEqualTo(4);
        assertThat(resumedEpoch(job, 4)).isGreaterThanOrEqualTo(80);
        assertThat(result(ended)).isEqualTo(result(succeeded(fit(PLATEAU))));
    }

    @Test
    @Tag("slow")
    void networksThatWereFinishedAreNotFittedAgain() throws Exception {
        String recipe = RECIPE.formatted(60, 20, "constant");
        Job job = eachNeuron(recipe);
        // No checkpoint in the middle is due.
        try (WorkerProcess killed = WorkerProcess.start(settings("1h"), "-Xmx512m")) {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> checkpoints(job).size() >= 2);
            killed.kill();
        }
        List<Checkpoint> finished = checkpoints(job);
        assertThat(finished).hasSizeBetween(2, 3);

        lab.startWorker("second");
        Job ended = succeeded(job);

        assertThat(lab.events(job))
                .filteredOn(event -> event.attempt() == 2 && event.type().equals("progress"))
                .anyMatch(event -> event.data().path("networks_done").intValue() >= finished.size());
        assertThat(result(ended)).isEqualTo(result(succeeded(eachNeuron(recipe))));
        // The seconds of a finished network are those that it took, not those of looking at it again.
        List<FittedNetwork> networks =
                lab.part(ModelRegistry.class).networks(lab.version(ended).id());
        for (Checkpoint checkpoint : finished) {
            assertThat(networks.get(checkpoint.point().network()).fitSeconds())
                    .isGreaterThanOrEqualTo(checkpoint.point().seconds());
        }
        assertNothingLeft(job);
    }

    @Test
    void aNetworkOfManyIsHandedBackInTheMiddle() {
        ConfigurableApplicationContext first = lab.startWorker(
                "first",
                Map.of(
                        "TONOTOPY_WORKER_CHECKPOINT_INTERVAL", "1h",
                        "TONOTOPY_WORKER_THREADS", "2"));
        String recipe = RECIPE.formatted(120, 120, "cosine");
        Job job = eachNeuron(recipe);
        lab.awaitPhase(job, "fitting");

        first.close();

        assertThat(checkpoints(job)).hasSizeGreaterThanOrEqualTo(2);
        lab.startWorker("second", Map.of("TONOTOPY_WORKER_THREADS", "2"));
        assertThat(result(succeeded(job))).isEqualTo(result(succeeded(eachNeuron(recipe))));
    }

    @Test
    void aSupersededAttemptCannotReplaceTheCheckpoint() {
        lab.startWorker("zombie", EACH_EPOCH);
        Job job = fit(RECIPE.formatted(10000, 10000, "constant"));
        lab.awaitEpoch(job, 3);

        Attempt second = lab.part(JobLedger.class)
                .begin(job.id(), lab.colleague("second"))
                .orElseThrow();
        List<Checkpoint> held = checkpoints(job);
        lab.awaitEmptyQueue();

        assertThat(checkpoints(job))
                .extracting(checkpoint -> checkpoint.object().objectKey())
                .containsExactly(held.get(0).object().objectKey());
        assertThat(held.get(0).attempt()).isEqualTo(1);
        assertThat(lab.content(held.get(0).object())).isNotEmpty();
        // The other tests' workers would go on with it.
        lab.part(JobLedger.class).cancel(job.id(), "ada");
        lab.part(JobLedger.class).confirmCancel(second);
    }

    @Test
    @Tag("slow")
    void aMissingCheckpointLeadsToAFreshStartWithTheSameResult() throws Exception {
        Job job = fit(COSINE);
        killAfterCheckpoint(job, 1, 5);
        Files.delete(lab.storedFile(checkpoints(job).get(0).object()));

        lab.startWorker("second");
        Job ended = succeeded(job);

        assertThat(epochsTold(job, 2)).first().matches(epoch -> epoch <= 1);
        assertThat(resumedEpoch(job, 2)).isZero();
        assertNothingLeft(job);
        assertThat(result(ended)).isEqualTo(result(succeeded(fit(COSINE))));
    }

    @Test
    void aStoreThatFailsCostsACheckpointAndNotTheFit() throws IOException {
        lab.startWorker("first", EACH_EPOCH);
        Job job = fit(COSINE);
        lab.awaitEpoch(job, 2);

        Runnable repair = lab.blockAttemptsForAWhile();
        int epoch = lab.job(job.id()).progress().orElseThrow().path("epoch").intValue();
        lab.awaitEpoch(job, epoch + 3);
        repair.run();

        assertThat(succeeded(job).attempt()).isEqualTo(1);
    }

    @Test
    void aPausedFitGoesOnAsIfItHadNotBeenPaused() {
        lab.startWorker("first", Map.of("TONOTOPY_WORKER_CHECKPOINT_INTERVAL", "1h"));
        Job job = fit(RECIPE.formatted(1500, 1500, "constant"));
        lab.awaitEpoch(job, 2);

        lab.part(JobLedger.class).pause(job.id(), "ada");
        await().atMost(Duration.ofSeconds(30)).until(() -> lab.job(job.id()).state() == JobState.PAUSED);
        assertThat(checkpoints(job)).hasSize(1);
        lab.part(JobLedger.class).resume(job.id(), "ada");
        Job ended = lab.awaitEnd(job);
        Job undisturbed = lab.awaitEnd(fit(RECIPE.formatted(1500, 1500, "constant")));

        assertThat(lab.events(job))
                .extracting(JobEvent::type)
                .containsSubsequence("pausing", "paused", "resumed", "started", "succeeded");
        assertThat(lab.weights(ended)).isEqualTo(lab.weights(undisturbed));
    }

    @Test
    void weakFitsOfASweepEndAtTheRungAndTheBestIsTheSameAsWithoutRungs() {
        lab.startWorker("first");
        String recipe = RECIPE.formatted(12, 12, "constant");
        List<JobSpec.Fit> fits = LongStream.rangeClosed(1, 4)
                .mapToObj(seed -> lab.spec(benchmark, MODEL, recipe, seed, Units.POPULATION, List.of()))
                .toList();
        Sweep sweep = lab.sweep(benchmark, fits, Optional.of(new Halving(3, 2)));
        List<Job> jobs = lab.part(SweepLedger.class).fits(sweep.id());

        List<Job> ended = jobs.stream().map(lab::awaitEnd).toList();
        Job best = ended.stream()
                .filter(job -> job.state() == JobState.SUCCEEDED)
                .findFirst()
                .orElseThrow();
        long seed = ((JobSpec.Fit) best.spec()).seed();

        assertThat(ended)
                .extracting(Job::state)
                .containsExactlyInAnyOrder(
                        JobState.SUCCEEDED, JobState.CANCELLED, JobState.CANCELLED, JobState.CANCELLED);
        assertThat(lab.weights(best)).isEqualTo(lab.weights(lab.awaitEnd(lab.fit(benchmark, MODEL, recipe, seed))));
    }

    private static Job fit(String recipe) {
        return lab.fit(benchmark, MODEL, recipe, 1);
    }

    private static Job eachNeuron(String recipe) {
        return lab.fit(benchmark, MODEL, recipe, 1, Units.EACH_NEURON, List.of());
    }

    private static Map<String, String> settings(String interval) {
        Map<String, String> settings = new HashMap<>(lab.settings("killed"));
        settings.put("TONOTOPY_WORKER_CHECKPOINT_INTERVAL", interval);
        return settings;
    }

    /** Runs a fit in a process that is killed once a checkpoint of an attempt has come so far. */
    private static void killAfterCheckpoint(Job job, int attempt, int epoch) throws IOException, InterruptedException {
        try (WorkerProcess killed = WorkerProcess.start(settings("0s"), "-Xmx512m")) {
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> checkpoints(job).stream()
                            .anyMatch(checkpoint -> checkpoint.attempt() == attempt
                                    && checkpoint.point().epoch() >= epoch));
            killed.kill();
        }
    }

    private static List<Checkpoint> checkpoints(Job job) {
        Collection<Checkpoint> found =
                lab.part(CheckpointRegistry.class).find(job.id()).values();
        return new ArrayList<>(found);
    }

    private static Job succeeded(Job job) {
        Job ended = lab.awaitEnd(job);
        assertThat(ended.failure()).isEmpty();
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        return ended;
    }

    private static int resumedEpoch(Job job, int attempt) {
        return lab.events(job).stream()
                .filter(event -> event.attempt() == attempt)
                .map(event -> event.data().path("resumed_epoch"))
                .filter(JsonNode::isNumber)
                .mapToInt(JsonNode::intValue)
                .max()
                .orElse(0);
    }

    /** The epochs that an attempt told of while it fitted, in their order. */
    private static List<Integer> epochsTold(Job job, int attempt) {
        return lab.events(job).stream()
                .filter(event -> event.attempt() == attempt)
                .map(JobEvent::data)
                .filter(data -> data.path("phase").asString("").equals("fitting"))
                .map(data -> data.path("epoch").intValue())
                .toList();
    }

    private static Result result(Job job) {
        ModelRegistry models = lab.part(ModelRegistry.class);
        var version = lab.version(job).id();
        List<FittedNetwork> networks = models.networks(version);
        List<List<LearningCurvePoint>> curves = new ArrayList<>();
        for (int network = 0; network < networks.size(); network++) {
            curves.add(models.curve(version, network).stream()
                    .map(InterruptedFitTest::withoutTime)
                    .toList());
        }
        return new Result(
                lab.weights(job),
                lab.part(PredictionRegistry.class)
                        .predictions(version)
                        .orElseThrow()
                        .content(),
                lab.part(ScoreRegistry.class).find(version).orElseThrow(),
                networks.stream().map(FittedNetwork::fit).toList(),
                curves);
    }

    private static LearningCurvePoint withoutTime(LearningCurvePoint point) {
        return new LearningCurvePoint(
                point.epoch(),
                point.trainLoss(),
                point.validationLoss(),
                point.validationScore(),
                point.learningRate(),
                0);
    }

    /** Neither rows nor objects, but for what a killed worker had replaced and not yet removed: the cleanup finds that. */
    private static void assertNothingLeft(Job job) throws IOException {
        assertThat(checkpoints(job)).isEmpty();
        lab.part(ObjectCleanup.class).sweep(Duration.ZERO, Duration.ZERO);
        assertThat(lab.rows("stored_object where object_key like 'job/" + job.id() + "/%checkpoint%'"))
                .isZero();
    }
}
