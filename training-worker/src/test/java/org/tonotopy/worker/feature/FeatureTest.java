package org.tonotopy.worker.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeatureNumber;
import org.tonotopy.registry.feature.FeatureOutcome;
import org.tonotopy.registry.feature.FeaturePopulationRepository;
import org.tonotopy.registry.feature.StoredSound;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import org.tonotopy.worker.WorkerProcess;

class FeatureTest {
    private static final List<Integer> ALL = List.of(0, 1, 2, 3);

    /** Held within its bounds by its norm alone, the dream of a linear model is its filter. */
    private static final String SHORT =
            "{\"duration_ms\": 100, \"steps\": 150, \"norm_penalty\": 100, \"smoothness_penalty\": 0}";

    /** Ten restarts of four neurons do not fit into one batch, so that some are finished before others are begun. */
    private static final String IN_BATCHES = "{\"duration_ms\": 200, \"steps\": 1500, \"restarts\": 10}";

    @TempDir
    Path folder;

    private static Lab lab;
    private static Job linear;
    private static Job longer;
    private static Job statenet;

    @BeforeAll
    static void fit() {
        lab = new Lab();
        lab.startWorker("fitter");
        Benchmark benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
        linear = lab.awaitEnd(lab.fit(benchmark, "{\"kind\": \"linear\", \"delay_bins\": 10}", "", 1));
        longer = lab.awaitEnd(lab.fit(benchmark, "{\"kind\": \"linear\", \"delay_bins\": 15}", "", 1));
        statenet = lab.awaitEnd(lab.fit(
                benchmark,
                "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 4}",
                "{\"kind\": \"gradient\", \"max_epochs\": 60, \"patience\": 60}",
                1));
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

    private static Map<Integer, Feature> byNeuron(Job job) {
        return lab.features(job).stream()
                .collect(Collectors.toMap(feature -> feature.subject().neuron().orElseThrow(), feature -> feature));
    }

    private float[] array(Feature feature, String name) throws IOException {
        Path file = folder.resolve("feature.npz");
        Files.write(file, lab.content(feature.array()));
        try (NpzArchive archive = NpzArchive.open(file, ArrayFileLimits.standard())) {
            return archive.read(name).toFloats();
        }
    }

    @Test
    void everyNeuronGetsArraysNumbersAFigureInBothFormsAndASound() throws IOException, UnsupportedAudioFileException {
        lab.startWorker("first");
        Job job = lab.awaitEnd(lab.feature(linear, "dream", List.of(0, 2), SHORT));

        assertThat(job.failure()).isEmpty();
        Map<Integer, Feature> dreams = byNeuron(job);
        assertThat(dreams).containsOnlyKeys(0, 2);
        Feature dream = dreams.get(2);
        assertThat(dream.outcome()).isEqualTo(FeatureOutcome.COMPLETE);
        // The simulated neuron 2 follows band 4 with a delay of 3 bins.
        assertThat(dream.numbers().get(FeatureNumber.BEST_FREQUENCY_HZ)).isCloseTo(2000, within(1.0));
        assertThat(dream.numbers().get(FeatureNumber.LATENCY_MS)).isEqualTo(15);
        assertThat(dream.numbers().get(FeatureNumber.RESTART_AGREEMENT)).isGreaterThan(0.95);
        assertThat(dream.numbers()).containsKeys(FeatureNumber.RESPONSE_RATIO, FeatureNumber.HORIZON_90_MS);
        assertThat(array(dream, "dream")).hasSize(SmallRecording.BANDS * 20);
        assertThat(array(dream, "trace")).hasSize(2 * 151);
        assertThat(ImageIO.read(new ByteArrayInputStream(lab.content(dream.png().orElseThrow())))
                        .getWidth())
                .isGreaterThan(500);
        assertThat(new String(lab.content(dream.svg().orElseThrow()), StandardCharsets.UTF_8))
                .contains("<svg", "linear-of-the-lab@1", "Hz");
        StoredSound sound = dream.sound().orElseThrow();
        assertThat(sound.bandsLeftOut()).isZero();
        for (StoredObject wav : List.of(sound.tones(), sound.noise())) {
            try (AudioInputStream audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(lab.content(wav)))) {
                assertThat(audio.getFrameLength() / audio.getFormat().getFrameRate())
                        .isCloseTo(0.1f, within(1e-4f));
            }
        }
        assertThat(lab.part(FeaturePopulationRepository.class).findByJobId(job.id()))
                .hasValueSatisfying(
                        population -> assertThat(population.neurons()).isEqualTo(2));
        assertThat(lab.events(job))
                .filteredOn(event -> event.type().equals("progress"))
                .last()
                .satisfies(event ->
                        assertThat(event.data().path("done").intValue()).isEqualTo(2));
    }

    @Test
    @Tag("slow")
    void whatAKilledWorkerFinishedIsKeptAndTheEndIsTheSameBits() throws IOException, InterruptedException {
        Job job;
        try (WorkerProcess killed = WorkerProcess.start(lab.settings("killed"), "-Xmx512m")) {
            job = lab.feature(statenet, "dream", ALL, IN_BATCHES);
            lab.awaitDone(job, 1);
            killed.kill();
        }
        List<Feature> before = lab.features(job);

        lab.startWorker("second");
        Job ended = lab.awaitEnd(job);
        Job undisturbed = lab.awaitEnd(lab.feature(statenet, "dream", ALL, IN_BATCHES));

        assertThat(before).hasSizeBetween(1, 3);
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.attempt()).isEqualTo(2);
        Map<Integer, Feature> features = byNeuron(ended);
        before.forEach(kept -> assertThat(
                        features.get(kept.subject().neuron().orElseThrow()).id())
                .isEqualTo(kept.id()));
        assertThat(features.values()).extracting(Feature::attempt).containsOnly(1, 2);
        Map<Integer, Feature> expected = byNeuron(undisturbed);
        for (int neuron : ALL) {
            assertThat(features.get(neuron).array().content())
                    .isEqualTo(expected.get(neuron).array().content());
            assertThat(features.get(neuron).sound().map(sound -> sound.noise().content()))
                    .isEqualTo(expected.get(neuron)
                            .sound()
                            .map(sound -> sound.noise().content()));
            assertThat(features.get(neuron).numbers())
                    .isEqualTo(expected.get(neuron).numbers());
            assertThat(features.get(neuron).outcome())
                    .isEqualTo(expected.get(neuron).outcome());
        }
    }

    @Test
    void aCancelledJobStopsBetweenStepsAndKeepsWhatItFinished() {
        lab.startWorker("first");
        Job job = lab.feature(statenet, "dream", ALL, IN_BATCHES);
        lab.awaitDone(job, 1);

        lab.part(JobLedger.class).cancel(job.id(), "ada");
        Job ended = lab.awaitEnd(job);

        assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
        assertThat(lab.features(job)).hasSizeBetween(1, 3);
        assertThat(lab.events(job)).extracting(JobEvent::type).doesNotContain("succeeded");
    }

    @Test
    void theStrfOfALinearModelIsItsGradientMap() throws IOException {
        lab.startWorker("first");
        Job weights = lab.awaitEnd(lab.feature(linear, "strf", List.of(1), "{}"));
        Job slopes = lab.awaitEnd(lab.feature(linear, "gradmap", List.of(1), "{\"duration_ms\": 50}"));

        float[] strf = array(lab.features(weights).get(0), "strf");
        float[] gradmap = array(lab.features(slopes).get(0), "gradmap");

        assertThat(strf).hasSize(SmallRecording.BANDS * 10);
        assertThat(gradmap).containsExactly(strf, within(1e-6f));
    }

    @Test
    void aNeuronThatNeverFiresHasNoFeatureAndNothingIsDrawn() {
        lab.startWorker("first");
        Job map = lab.awaitEnd(lab.feature(linear, "gradmap", List.of(SmallRecording.SILENT_NEURON), "{}"));
        Job dream = lab.awaitEnd(lab.feature(linear, "dream", List.of(SmallRecording.SILENT_NEURON), SHORT));

        Feature none = lab.features(map).get(0);
        assertThat(none.outcome()).isEqualTo(FeatureOutcome.UNDEFINED);
        assertThat(none.reason()).isPresent();
        assertThat(none.png()).isEmpty();
        assertThat(none.undefined()).containsKey(FeatureNumber.BEST_FREQUENCY_HZ);
        Feature neverRose = lab.features(dream).get(0);
        assertThat(neverRose.outcome()).isEqualTo(FeatureOutcome.NEVER_ROSE);
        assertThat(neverRose.reason().orElseThrow()).contains("did not raise the response");
        assertThat(neverRose.svg()).isEmpty();
        assertThat(neverRose.sound()).isEmpty();
        assertThat(neverRose.numbers()).doesNotContainKey(FeatureNumber.BEST_FREQUENCY_HZ);
    }

    @Test
    void horizonsComeOfGradientsOrDreamsAndOfThePopulation() {
        lab.startWorker("first");
        Job gradient = lab.awaitEnd(lab.feature(linear, "memory_horizon", List.of(2), "{\"duration_ms\": 200}"));
        Job dream = lab.awaitEnd(lab.feature(
                linear,
                "memory_horizon",
                ALL,
                true,
                "{\"of\": \"dream\", \"duration_ms\": 200, \"steps\": 150}",
                Optional.empty()));

        Feature one = lab.features(gradient).get(0);
        assertThat(one.numbers().get(FeatureNumber.HORIZON_95_MS)).isBetween(15.0, 50.0);
        assertThat(one.numbers()).doesNotContainKey(FeatureNumber.SEPARABILITY);
        assertThat(one.sound()).isEmpty();
        Feature population = lab.features(dream).get(0);
        assertThat(population.subject().neuron()).isEmpty();
        assertThat(population.numbers()).containsKeys(FeatureNumber.HORIZON_50_MS, FeatureNumber.RESPONSE_REACHED);
    }

    @Test
    void aContrastSaysHowAlikeTwoDreamsAre() {
        lab.startWorker("first");
        ModelVersion other =
                lab.part(ModelVersionRepository.class).findByJobId(linear.id()).orElseThrow();
        Job models = lab.awaitEnd(lab.feature(
                longer,
                "dream_contrast",
                List.of(0, 1),
                false,
                SHORT,
                Optional.of(new JobSpec.Counterpart(other.id(), other.reference(), Optional.empty()))));
        Job neurons = lab.awaitEnd(lab.feature(
                linear,
                "dream_contrast",
                List.of(0),
                false,
                SHORT,
                Optional.of(new JobSpec.Counterpart(other.id(), other.reference(), Optional.of(2)))));

        assertThat(models.failure()).isEmpty();
        assertThat(lab.features(models))
                .extracting(feature -> feature.numbers().get(FeatureNumber.CORRELATION))
                .allSatisfy(correlation -> assertThat(correlation).isGreaterThan(0.5));
        assertThat(lab.features(neurons).get(0).numbers().get(FeatureNumber.CORRELATION))
                .isLessThan(0.5);
        assertThat(lab.features(neurons).get(0).counterpart()).isPresent();
    }

    @Test
    void boundsThatOnlyTheDataShowToExcludeTheStartAreInvalidInput() {
        lab.startWorker("first");
        Job job = lab.awaitEnd(lab.feature(
                linear,
                "dream",
                List.of(0),
                "{\"base\": \"silence\", \"bounds\": \"explicit\", \"bound_low\": 1, \"bound_high\": 3}"));

        assertThat(job.failure().map(JobFailure::kind)).contains(FailureKind.INVALID_INPUT);
        assertThat(job.failure().orElseThrow().message()).contains("bounds");
        assertThat(lab.features(job)).isEmpty();
    }
}
