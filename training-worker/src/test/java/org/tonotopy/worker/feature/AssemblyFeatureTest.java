package org.tonotopy.worker.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.fitting.HeldOutSound;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.CrossValidation;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeatureOutcome;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.Units;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import org.tonotopy.worker.model.StoredModels;
import org.tonotopy.worker.recording.StoredRecordings;

/** Features of models that are made of several networks, or stand behind a prefilter. */
class AssemblyFeatureTest {
    /** Three channels: normalised over two, every value would be 1 or -1, and nothing had a slope. */
    private static final String STATENET = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 3}";

    private static final String TEN_EPOCHS = "{\"kind\": \"gradient\", \"max_epochs\": 10}";
    private static final String WHOLE_CLIP =
            "{\"base\": \"clip\", \"clip\": 6, \"duration_ms\": " + SmallRecording.BINS * 5 + "}";

    /** Few steps, which penalties do not hold up. */
    private static final String CLIMB =
            "{\"duration_ms\": 100, \"steps\": 60, \"norm_penalty\": 0, \"smoothness_penalty\": 0}";

    private static final List<Integer> HEARING = List.of(0, 1, 2);

    @TempDir
    Path folder;

    private static Lab lab;
    private static ConfigurableApplicationContext worker;
    private static Benchmark benchmark;
    private static Benchmark folds;

    @BeforeAll
    static void open() {
        lab = new Lab();
        worker = lab.startWorker("fitter", Map.of("TONOTOPY_WORKER_THREADS", "2", "TONOTOPY_WORKER_JOBS", "2"));
        Job ingest = lab.awaitEnd(lab.upload("small", SmallRecording.npz()));
        benchmark = lab.benchmark(ingest);
        List<List<Integer>> sounds =
                IntStream.range(0, SmallRecording.STIMULI).mapToObj(List::of).toList();
        folds = lab.benchmark(ingest, CrossValidation.kFold(sounds, 3, 5, 1), NeuronSelection.all());
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    private static Job succeeded(Job job) {
        Job ended = lab.awaitEnd(job);
        assertThat(ended.failure()).isEmpty();
        return ended;
    }

    private List<float[]> arrays(Job fit, String kind, String settings, String name) throws IOException {
        List<float[]> arrays = new ArrayList<>();
        for (Feature feature : lab.features(succeeded(lab.feature(fit, kind, HEARING, settings)))) {
            assertThat(feature.outcome()).as("%s", feature.reason()).isEqualTo(FeatureOutcome.COMPLETE);
            Path file = folder.resolve("feature.npz");
            Files.write(file, lab.content(feature.array()));
            try (NpzArchive archive = NpzArchive.open(file, ArrayFileLimits.standard())) {
                arrays.add(archive.read(name).toFloats());
            }
        }
        return arrays;
    }

    /** What the model as it is stored answers in the last bin of a stimulus. */
    private static float[] lastResponses(Job fit, int stimulus) throws Exception {
        FittedAssembly networks = worker.getBean(StoredModels.class).read(lab.version(fit));
        float[] rates = networks.predict(
                        List.of(new HeldOutSound(
                                worker.getBean(StoredRecordings.class)
                                        .readAccepted(
                                                lab.version(fit).benchmark().dataset())
                                        .stimuli()
                                        .get(stimulus),
                                Optional.empty())),
                        worker.getBean(NetworkBackend.class),
                        1)
                .get(0);
        return Arrays.copyOfRange(rates, rates.length - SmallRecording.NEURONS, rates.length);
    }

    @Test
    void theFilterOfFoldsIsTheGradientOfTheirMean() throws Exception {
        Job fit = succeeded(lab.fit(folds, "{\"kind\": \"linear\", \"delay_bins\": 6}", "", 1));

        List<float[]> filters = arrays(fit, "strf", "{}", "strf");
        List<float[]> slopes = arrays(fit, "gradmap", "{\"duration_ms\": 30}", "gradmap");
        List<float[]> responses = arrays(fit, "gradmap", WHOLE_CLIP, "response_at_base");

        float[] expected = lastResponses(fit, 6);
        for (int neuron : HEARING) {
            assertThat(slopes.get(neuron)).containsExactly(filters.get(neuron), within(1e-5f));
            assertThat(responses.get(neuron)[0]).isCloseTo(expected[neuron], within(1e-4f));
        }
    }

    @Test
    void aNetworkForEachNeuronIsAskedForItsNeuron() throws Exception {
        Job fit = succeeded(lab.fit(benchmark, STATENET, TEN_EPOCHS, 4, Units.EACH_NEURON, List.of()));

        List<float[]> responses = arrays(fit, "gradmap", WHOLE_CLIP, "response_at_base");

        float[] expected = lastResponses(fit, 6);
        for (int neuron : HEARING) {
            assertThat(responses.get(neuron)[0]).isCloseTo(expected[neuron], within(1e-5f));
        }
        assertThat(arrays(fit, "dream", CLIMB, "dream")).hasSize(3);
    }

    @Test
    void anEnsembleDreamsAsOne() throws Exception {
        Job first = succeeded(lab.fit(folds, STATENET, TEN_EPOCHS, 1));
        Job second = succeeded(lab.fit(folds, STATENET, TEN_EPOCHS, 2));
        Job ensemble = succeeded(lab.ensemble(folds, List.of(first, second)));

        List<float[]> responses = arrays(ensemble, "gradmap", WHOLE_CLIP, "response_at_base");

        float[] expected = lastResponses(ensemble, 6);
        for (int neuron : HEARING) {
            assertThat(responses.get(neuron)[0]).isCloseTo(expected[neuron], within(1e-4f));
        }
        assertThat(arrays(ensemble, "dream", CLIMB, "trace")).hasSize(3);
    }

    @Test
    void behindAPrefilterTheGradientIsTheFilterTimesAPositiveNumber() throws Exception {
        Job fit = succeeded(lab.fit(
                benchmark, "{\"kind\": \"ln\", \"delay_bins\": 6, \"prefilter\": \"adaptrans\"}", TEN_EPOCHS, 1));

        List<float[]> filters = arrays(fit, "strf", "{}", "strf");
        List<float[]> slopes = arrays(fit, "gradmap", "{\"duration_ms\": 30, \"behind_prefilter\": true}", "gradmap");
        List<float[]> whole = arrays(fit, "strf", "{\"behind_prefilter\": false}", "strf");

        for (int neuron : HEARING) {
            float[] filter = filters.get(neuron);
            double product = 0;
            double square = 0;
            for (int i = 0; i < filter.length; i++) {
                product += (double) filter[i] * slopes.get(neuron)[i];
                square += (double) filter[i] * filter[i];
            }
            double scale = product / square;
            assertThat(scale).isPositive();
            for (int i = 0; i < filter.length; i++) {
                assertThat((double) slopes.get(neuron)[i])
                        .isCloseTo(scale * filter[i], within(1e-5 * scale * Math.sqrt(square)));
            }
            assertThat(filter).hasSize(2 * SmallRecording.BANDS * 6);
            // The two filters together reach further back than the one.
            assertThat(whole.get(neuron).length).isGreaterThan(SmallRecording.BANDS * 6);
        }
    }
}
