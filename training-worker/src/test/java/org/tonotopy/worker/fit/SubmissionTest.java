package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.fitting.HeldOutSound;
import org.tonotopy.encoding.network.vector.VectorBackend;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzWriter;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.CrossValidation;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.dataset.StimulusFormat;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.prediction.AskedPredictionRegistry;
import org.tonotopy.registry.prediction.PredictionRegistry;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.score.SubmissionFormat;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import org.tonotopy.worker.model.StoredModels;

class SubmissionTest {
    private static Lab lab;
    private static StoredModels storedModels;
    private static Benchmark benchmark;
    private static Benchmark folds;
    private static Job fit;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        lab = new Lab();
        storedModels = lab.startWorker("scorer").getBean(StoredModels.class);
        Job ingest = lab.awaitEnd(lab.upload("small", SmallRecording.npz()));
        benchmark = lab.benchmark(ingest);
        List<List<Integer>> sounds =
                IntStream.range(0, SmallRecording.STIMULI).mapToObj(List::of).toList();
        folds = lab.benchmark(ingest, CrossValidation.kFold(sounds, 3, 5, 1), NeuronSelection.all());
        fit = lab.awaitEnd(lab.fit(benchmark, "{\"kind\": \"linear\"}", "{\"kind\": \"ridge\"}", 0));
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    /** What the fitted model predicts, with its columns in the reverse order. */
    private byte[] predictions() throws Exception {
        Recording recording = NpzRecordingReader.read(
                Files.write(folder.resolve("small.npz"), SmallRecording.npz()),
                RecordingMetadata.parse(SmallRecording.METADATA),
                ReadingLimits.standard());
        FittedAssembly model = storedModels.read(lab.version(fit));
        List<HeldOutSound> sounds = SmallRecording.SPLIT.test().stream()
                .map(stimulus -> new HeldOutSound(recording.stimuli().get(stimulus), Optional.empty()))
                .toList();
        List<float[]> predicted = model.predict(sounds, new VectorBackend(), 1);
        int neurons = SmallRecording.NEURONS;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (NpzWriter writer = new NpzWriter(file)) {
            writer.write("neurons", NpyArray.ofIntegers(new int[] {3, 2, 1, 0}, neurons));
            for (int test = 0; test < sounds.size(); test++) {
                float[] series = predicted.get(test);
                float[] reversed = new float[series.length];
                for (int index = 0; index < series.length; index++) {
                    reversed[index - index % neurons + neurons - 1 - index % neurons] = series[index];
                }
                writer.write(
                        "stimulus_" + SmallRecording.SPLIT.test().get(test),
                        NpyArray.ofFloats(reversed, series.length / neurons, neurons));
            }
        }
        return file.toByteArray();
    }

    @Test
    void aModelsOwnPredictionsGetItsOwnScoreToTheLastBitAndTheBoardShowsThemAsExternal() throws Exception {
        Job scored = lab.awaitEnd(lab.submit(benchmark, predictions(), SubmissionFormat.NPZ));

        assertThat(scored.failure()).isEmpty();
        ModelVersion external = lab.version(scored);
        ScoreRegistry scores = lab.part(ScoreRegistry.class);
        assertThat(scores.find(external.id()).orElseThrow())
                .isEqualTo(scores.find(lab.version(fit).id()).orElseThrow());
        PredictionRegistry kept = lab.part(PredictionRegistry.class);
        assertThat(kept.predictions(external.id()).orElseThrow().content())
                .as("what both predict, kept in the same form")
                .isEqualTo(kept.predictions(lab.version(fit).id()).orElseThrow().content());
        StoredObject excerpt = kept.excerpt(benchmark.id()).orElseThrow();
        assertThat(excerpt.objectKey().path()).contains(fit.id().toString());
        assertThat(external.isExternal()).isTrue();
        assertThat(external.weights()).isEmpty();
        assertThat(external.fitSeconds()).isEmpty();
        assertThat(external.parameterCount()).contains(12L);
        assertThat(external.reference().name()).isEqualTo("made-elsewhere");
        assertThat(lab.part(Leaderboard.class).entries(benchmark))
                .filteredOn(
                        entry -> entry.models().contains(external.reference().toString()))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.isExternal()).isTrue();
                    assertThat(entry.composition()).isEqualTo("made-elsewhere");
                    assertThat(entry.fitSeconds()).isEmpty();
                    assertThat(entry.spec().model().values())
                            .containsEntry("link", "https://example.org/made-elsewhere");
                });
    }

    /** Weights as they are downloaded of the model that was fitted here. */
    private static byte[] weights(Job made) throws IOException {
        try (InputStream input = lab.part(ObjectStore.class)
                .open(lab.version(made).tensors().orElseThrow().objectKey(), 0)) {
            return input.readAllBytes();
        }
    }

    @Test
    void weightsThatAreSentMakeTheSameModelToTheLastBitWhichIsMarkedExternal() throws Exception {
        Job statenet = lab.awaitEnd(lab.fit(
                benchmark,
                "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 3}",
                "{\"kind\": \"gradient\", \"max_epochs\": 3}",
                0));

        Job scored = lab.awaitEnd(lab.submit(benchmark, weights(statenet), SubmissionFormat.SAFETENSORS));

        assertThat(scored.failure()).isEmpty();
        ModelVersion original = lab.version(statenet);
        ModelVersion sent = lab.version(scored);
        assertThat(sent.isExternal()).isTrue();
        assertThat(sent.weights().orElseThrow().content())
                .isEqualTo(original.weights().orElseThrow().content());
        assertThat(sent.parameterCount()).isEqualTo(original.parameterCount());
        assertThat(sent.fitSeconds()).isEmpty();
        assertThat(sent.seed()).isEmpty();
        assertScoredAlike(sent, original);
        assertThat(lab.part(Leaderboard.class).entries(benchmark))
                .filteredOn(entry -> entry.models().contains(sent.reference().toString()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.isExternal()).isTrue());
        assertThat(storedModels.read(sent).neurons()).isEqualTo(original.neurons());
        assertThat(dream(scored)).isEqualTo(dream(statenet));
        assertThat(predicted(sent)).isEqualTo(predicted(original));
        assertThat(weightsBehindTheHeader(scored)).isEqualTo(weightsBehindTheHeader(statenet));
    }

    @Test
    void soDoWeightsOfFolds() throws Exception {
        Job ofFolds = lab.awaitEnd(lab.fit(folds, "{\"kind\": \"linear\"}", "{\"kind\": \"ridge\"}", 0));

        Job scored = lab.awaitEnd(lab.submit(folds, weights(ofFolds), SubmissionFormat.SAFETENSORS));

        assertThat(scored.failure()).isEmpty();
        assertScoredAlike(lab.version(scored), lab.version(ofFolds));
    }

    @Test
    void aContrastWithAModelThatWasWithdrawnMeanwhileSaysSo() {
        JobSpec.Counterpart withdrawn =
                new JobSpec.Counterpart(UUID.randomUUID(), new VersionedName("withdrawn", 3), Optional.empty());

        Job refused = lab.awaitEnd(lab.feature(
                fit, "dream_contrast", List.of(0), false, "{\"duration_ms\": 100}", Optional.of(withdrawn)));

        assertThat(refused.failure()).map(JobFailure::kind).contains(FailureKind.INVALID_INPUT);
        assertThat(refused.failure().orElseThrow().message()).contains("withdrawn@3 was withdrawn meanwhile");
    }

    private static void assertScoredAlike(ModelVersion sent, ModelVersion original) {
        ScoreRegistry scores = lab.part(ScoreRegistry.class);
        assertThat(scores.find(sent.id()).orElseThrow())
                .isEqualTo(scores.find(original.id()).orElseThrow());
        PredictionRegistry kept = lab.part(PredictionRegistry.class);
        assertThat(kept.predictions(sent.id()).orElseThrow().content())
                .isEqualTo(kept.predictions(original.id()).orElseThrow().content());
    }

    private static StoredContent dream(Job made) {
        Job job = lab.awaitEnd(lab.feature(made, "dream", List.of(0), "{\"duration_ms\": 100, \"steps\": 20}"));
        assertThat(job.failure()).isEmpty();
        return lab.features(job).get(0).array().content();
    }

    private static StoredContent predicted(ModelVersion version) {
        Job job = lab.awaitEnd(lab.predict(version, SmallRecording.npz(), StimulusFormat.NPZ));
        assertThat(job.failure()).isEmpty();
        return lab.part(AskedPredictionRegistry.class)
                .find(job.id())
                .orElseThrow()
                .predictions()
                .content();
    }

    /** The header says by which job a model was made, and differs there. */
    private static byte[] weightsBehindTheHeader(Job made) throws IOException {
        byte[] file = weights(made);
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return Arrays.copyOfRange(file, Long.BYTES + length, file.length);
    }

    /** Weights whose header says something else of the same length. */
    private static byte[] saying(byte[] weights, String what, String instead) {
        String text = new String(weights, StandardCharsets.ISO_8859_1);
        String changed = text.replaceFirst(what, instead);
        assertThat(changed).isNotEqualTo(text).hasSameSizeAs(text);
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void weightsForOtherDataOrOverflowingOnesAreRefusedByNameAndMakeNothing() throws Exception {
        byte[] weights = weights(fit);
        byte[] overflowing = weights.clone();
        ByteBuffer.wrap(overflowing).order(ByteOrder.LITTLE_ENDIAN).putFloat(weights.length - Float.BYTES, 3e38f);

        assertThat(refusal(benchmark, saying(weights, "\"dt_ms\":\"[0-9]", "\"dt_ms\":\"9")))
                .contains("__metadata__.dt_ms", "other cochleagrams");
        assertThat(refusal(benchmark, saying(weights, "\\[0,1,2,3]", "[0,1,2,4]")))
                .contains("networks.neurons", "the benchmark has 4", "3 is not predicted");
        assertThat(refusal(folds, weights)).contains("networks.fold", "folds 0 to 2");
        assertThat(refusal(benchmark, overflowing)).contains("beyond 1e30");
        assertThat(refusal(benchmark, predictions())).contains("the header", "safetensors");
    }

    private static String refusal(Benchmark benchmark, byte[] weights) {
        Job refused = lab.awaitEnd(lab.submit(benchmark, weights, SubmissionFormat.SAFETENSORS));
        assertThat(refused.failure()).map(JobFailure::kind).contains(FailureKind.INVALID_INPUT);
        assertThat(lab.rows("model_version where job_id = '" + refused.id() + "'"))
                .isZero();
        return refused.failure().orElseThrow().message();
    }

    @Test
    void predictionsOfTrainStimuliAreRefusedWithAReasonAndMakeNothing() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (NpzWriter writer = new NpzWriter(file)) {
            writer.write("neurons", NpyArray.ofIntegers(new int[] {0, 1, 2, 3}, 4));
            writer.write("stimulus_0", NpyArray.ofFloats(new float[SmallRecording.BINS * 4], SmallRecording.BINS, 4));
        }

        Job refused = lab.awaitEnd(lab.submit(benchmark, file.toByteArray(), SubmissionFormat.NPZ));

        assertThat(refused.state()).isEqualTo(JobState.FAILED);
        assertThat(refused.failure()).map(JobFailure::kind).contains(FailureKind.INVALID_INPUT);
        assertThat(refused.failure().orElseThrow().message())
                .contains("stimulus_0", "not a test stimulus", "6, 7", "Problems of this kind and others: 3");
        assertThat(lab.rows("model_version where job_id = '" + refused.id() + "'"))
                .isZero();
    }

    @Test
    void aFileOfAnotherFormThanSaidIsRefused() throws Exception {
        Job refused = lab.awaitEnd(lab.submit(benchmark, predictions(), SubmissionFormat.HDF5));

        assertThat(refused.failure()).map(JobFailure::kind).contains(FailureKind.INVALID_INPUT);
    }
}
