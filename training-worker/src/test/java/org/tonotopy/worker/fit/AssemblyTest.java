package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.tonotopy.encoding.fitting.AssembledNetwork;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.fitting.FittedModel;
import org.tonotopy.encoding.fitting.NetworkSeeds;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.CrossValidation;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.SweepLedger;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import org.tonotopy.worker.model.StoredModels;

/** Models of several networks, on a worker with two threads that takes two jobs at a time. */
class AssemblyTest {
    private static final String STATENET = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 2}";
    private static final String THREE_EPOCHS = "{\"kind\": \"gradient\", \"max_epochs\": 3}";
    private static final List<Integer> ALL = List.of(0, 1, 2, 3);

    private static Lab lab;
    private static ConfigurableApplicationContext worker;
    private static Job ingest;
    private static Benchmark benchmark;
    private static Benchmark folds;

    @BeforeAll
    static void open() {
        lab = new Lab();
        worker = lab.startWorker("fitter", Map.of("TONOTOPY_WORKER_THREADS", "2", "TONOTOPY_WORKER_JOBS", "2"));
        ingest = lab.awaitEnd(lab.upload("small", SmallRecording.npz()));
        benchmark = lab.benchmark(ingest);
        List<List<Integer>> sounds =
                IntStream.range(0, SmallRecording.STIMULI).mapToObj(List::of).toList();
        folds = lab.benchmark(ingest, CrossValidation.kFold(sounds, 3, 5, 1), NeuronSelection.all());
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @Test
    void aNetworkForEachNeuronIsWhatAFitOfThatNeuronAloneGives() throws Exception {
        Job each = succeeded(lab.fit(benchmark, STATENET, THREE_EPOCHS, 4, Units.EACH_NEURON, List.of()));
        Job alone = succeeded(lab.fit(benchmark, STATENET, THREE_EPOCHS, 4, Units.EACH_NEURON, List.of(2)));

        FittedAssembly all = networks(each);
        assertThat(all.neurons()).isEqualTo(ALL);
        assertThat(all.networks()).hasSize(4);
        FittedAssembly one = networks(alone);
        assertThat(one.networks()).hasSize(1);
        assertThat(all.networksFor(2)).hasSize(1);
        assertThat(all.networksFor(2).get(0).model().parameters())
                .isEqualTo(one.networks().get(0).model().parameters());
        assertThat(score(alone).neurons()).containsExactly(score(each).neurons().get(2));
        List<FittedNetwork> told =
                lab.part(ModelRegistry.class).networks(lab.version(each).id());
        assertThat(told)
                .extracting(FittedNetwork::neurons)
                .containsExactly(List.of(0), List.of(1), List.of(2), List.of(3));
        assertThat(told.get(2).seed()).isEqualTo(NetworkSeeds.ofNeuron(4, Optional.empty(), 2));
        assertThat(told)
                .allSatisfy(network -> assertThat(network.fit().epochs()).isEqualTo(3));
        assertThat(lab.part(ModelRegistry.class).curve(lab.version(each).id(), 3))
                .hasSize(3);
        assertThat(lab.version(each).coversItsBenchmark()).isTrue();
        assertThat(lab.version(alone).coversItsBenchmark()).isFalse();
        assertThat(lab.part(Leaderboard.class).entries(benchmark))
                .noneMatch(entry ->
                        entry.models().contains(lab.version(alone).reference().toString()))
                .anyMatch(entry ->
                        entry.models().contains(lab.version(each).reference().toString()));
    }

    @Test
    void somePopulationIsScoredOnItsNeuronsAloneAndKeepsTheFormOfOneNetwork() throws Exception {
        Job some = succeeded(lab.fit(benchmark, STATENET, THREE_EPOCHS, 4, Units.POPULATION, List.of(0, 2)));

        assertThat(score(some).neurons()).extracting(NeuronScore::neuron).containsExactly(0, 2);
        assertThat(networks(some).networks()).hasSize(1);
        assertThat(networks(some).neurons()).containsExactly(0, 2);
        try (InputStream weights = lab.part(ObjectStore.class)
                .open(lab.version(some).weights().orElseThrow().objectKey(), 0)) {
            assertThat(FittedModel.read(weights).shape().neurons()).isEqualTo(2);
        }
    }

    @Test
    void everyStimulusIsPredictedByTheFoldThatHeldItOut() throws Exception {
        Job fit = succeeded(lab.fit(folds, "{\"kind\": \"linear\", \"delay_bins\": 6}", "", 1));

        FittedAssembly model = networks(fit);
        assertThat(model.networks())
                .extracting(AssembledNetwork::fold)
                .containsExactly(Optional.of(0), Optional.of(1), Optional.of(2));
        assertThat(model.networks())
                .extracting(network -> network.model().inputScaling())
                .doesNotHaveDuplicates();
        BenchmarkScore score = score(fit);
        assertThat(score.neurons()).extracting(NeuronScore::neuron).isEqualTo(ALL);
        // The same neurons follow the same bands in every fold, so what holds for one split holds for all.
        assertThat(score.neurons().get(0).value(NeuronMetric.CC_NORM).orElseThrow())
                .isGreaterThan(0.6);
        assertThat(lab.part(ModelRegistry.class).networks(lab.version(fit).id()))
                .extracting(FittedNetwork::fold)
                .containsExactly(Optional.of(0), Optional.of(1), Optional.of(2));
    }

    @Test
    void foldsAndNeuronsMultiply() throws Exception {
        Job fit = succeeded(lab.fit(folds, STATENET, THREE_EPOCHS, 1, Units.EACH_NEURON, List.of(0, 1)));

        assertThat(networks(fit).networks()).hasSize(6);
        assertThat(networks(fit).networksFor(1)).hasSize(3);
        assertThat(score(fit).neurons().get(0).values()).containsKey(NeuronMetric.BITS_PER_SPIKE);
        assertThat(lab.events(fit))
                .filteredOn(event -> event.type().equals("progress"))
                .last()
                .satisfies(event -> {
                    assertThat(event.data().path("networks").intValue()).isEqualTo(6);
                    assertThat(event.data().path("networks_done").intValue()).isEqualTo(6);
                });
    }

    @Test
    void anEnsembleIsScoredOnceAndItsWeightsWorkAlone() throws Exception {
        List<Job> members = LongStream.range(0, 2)
                .mapToObj(seed -> succeeded(lab.fit(folds, STATENET, THREE_EPOCHS, seed)))
                .toList();

        Job ensemble = succeeded(lab.ensemble(folds, members));

        ModelVersion version = lab.version(ensemble);
        assertThat(version.seed()).isEmpty();
        assertThat(version.spec().members()).hasSize(2);
        assertThat(version.kind()).isEqualTo("statenet");
        FittedAssembly model = networks(ensemble);
        assertThat(model.networks()).hasSize(6);
        assertThat(model.networks().get(3).model().parameters())
                .isEqualTo(networks(members.get(1)).networks().get(0).model().parameters());
        assertThat(version.parameterCount()).contains(model.parameterCount());
        assertThat(score(ensemble).neurons()).hasSize(4);
        assertThat(lab.rows("ensemble_member where ensemble_id = '" + version.id() + "'"))
                .isEqualTo(2);
    }

    @Test
    void aSweepEndsWithItsEnsemble() {
        List<JobSpec.Fit> fits = LongStream.range(10, 13)
                .mapToObj(seed -> lab.spec(benchmark, STATENET, THREE_EPOCHS, seed, Units.POPULATION, List.of()))
                .toList();

        Sweep sweep = lab.sweep(benchmark, fits);

        SweepLedger sweeps = lab.part(SweepLedger.class);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> sweeps.ensemble(sweep.id())
                        .filter(job -> job.state().isTerminal())
                        .isPresent());
        Job ensemble = sweeps.ensemble(sweep.id()).orElseThrow();
        assertThat(ensemble.failure()).isEmpty();
        assertThat(lab.version(ensemble).spec().members()).hasSize(3);
    }

    @Test
    void jobsSideBySideGiveTheBitsOfJobsOneAfterAnother() {
        Job first = succeeded(lab.fit(benchmark, STATENET, THREE_EPOCHS, 21));
        Job second = succeeded(lab.fit(benchmark, STATENET, THREE_EPOCHS, 22, Units.EACH_NEURON, List.of()));

        List<Job> together = IntStream.range(0, 3)
                .boxed()
                .flatMap(time -> List.of(
                        lab.fit(benchmark, STATENET, THREE_EPOCHS, 21),
                        lab.fit(benchmark, STATENET, THREE_EPOCHS, 22, Units.EACH_NEURON, List.of()))
                        .stream())
                .toList();

        for (int i = 0; i < together.size(); i++) {
            assertThat(lab.weights(succeeded(together.get(i)))).isEqualTo(lab.weights(i % 2 == 0 ? first : second));
        }
    }

    @Test
    void theNetworksOfOneJobAreCancelledTogether() {
        Job job = lab.fit(
                benchmark,
                STATENET,
                "{\"kind\": \"gradient\", \"max_epochs\": 10000, \"patience\": 10000}",
                1,
                Units.EACH_NEURON,
                List.of());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> lab.events(job).stream()
                        .anyMatch(
                                event -> event.data().path("phase").asString("").equals("fitting")));

        lab.part(JobLedger.class).cancel(job.id(), "ada");

        assertThat(lab.awaitEnd(job).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aNetworkThatDivergesFailsItsJobAndIsNamed() {
        Job enormous = lab.awaitEnd(lab.upload("enormous", SmallRecording.withEnormousTraces()));
        Job job = lab.awaitEnd(lab.fit(
                lab.benchmark(enormous),
                "{\"kind\": \"ln\", \"delay_bins\": 6, \"output\": \"identity\"}",
                "{\"kind\": \"gradient\", \"loss\": \"mse\", \"initialisation\": \"random\"}",
                1,
                Units.EACH_NEURON,
                List.of(1)));

        assertThat(job.failure().map(JobFailure::kind)).contains(FailureKind.DIVERGED);
        assertThat(job.failure().orElseThrow().message()).startsWith("Of neuron 1: The fit diverged in epoch 1");
    }

    private static Job succeeded(Job job) {
        Job ended = lab.awaitEnd(job);
        assertThat(ended.failure()).isEmpty();
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        return ended;
    }

    private static FittedAssembly networks(Job job) throws Exception {
        return worker.getBean(StoredModels.class).read(lab.version(job));
    }

    private static BenchmarkScore score(Job job) {
        return lab.part(ScoreRegistry.class).find(lab.version(job).id()).orElseThrow();
    }
}
