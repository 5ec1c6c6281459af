package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.array.ElementReader;
import org.tonotopy.encoding.fitting.FittedModel;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.ModelCatalogue;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.dataset.StimulusFormat;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.model.FitSummary;
import org.tonotopy.registry.model.LearningCurvePoint;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.prediction.AskedPrediction;
import org.tonotopy.registry.prediction.AskedPredictionRegistry;
import org.tonotopy.registry.prediction.PredictionRegistry;
import org.tonotopy.registry.reproduction.ProvenanceDifference;
import org.tonotopy.registry.reproduction.Reproduction;
import org.tonotopy.registry.reproduction.ReproductionRegistry;
import org.tonotopy.registry.reproduction.ReproductionVerdict;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;
import org.tonotopy.registry.score.ScoreAggregate;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import tools.jackson.databind.JsonNode;

class FitTest {
    private static Lab lab;
    private static Benchmark benchmark;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        lab = new Lab();
        lab.startWorker("fitter");
        benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'kind': 'linear', 'delay_bins': 6} | `` | 196 | 0.6",
                "{'kind': 'ln', 'delay_bins': 6} | {'kind': 'gradient', 'max_epochs': 5} | 204 | 0.6",
                "{'kind': 'statenet', 'kernel_bands': 3, 'stride_bands': 1, 'channels': 2} |"
                        + " {'kind': 'gradient', 'max_epochs': 60, 'learning_rate': 0.01, 'dropout': 0} | 1048 | 0.05"
            })
    void aModelIsFittedScoredAndRegisteredWithAllThatMakesItAgain(
            String model, String training, int parameters, double leastScore) throws IOException {
        Job job = lab.awaitEnd(lab.fit(benchmark, json(model), json(training), 3));

        assertThat(job.failure()).isEmpty();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        ModelVersion version =
                lab.part(ModelVersionRepository.class).findByJobId(job.id()).orElseThrow();
        assertThat(version.parameterCount()).contains((long) parameters);
        assertThat(version.seed()).contains(3L);
        assertThat(version.attempt()).isEqualTo(1);
        assertThat(version.provenance().datasetSha256())
                .isEqualTo(benchmark.dataset().contentSha256());
        assertThat(version.provenance().worker()).isEqualTo("fitter");
        assertThat(version.provenance().backend()).startsWith("vector");
        assertThat(version.provenance().processor()).isNotBlank();
        assertThat(version.provenance().codeVersion()).startsWith("0.");
        assertThat(fit(version).inputMean()).isCloseTo(40, within(1.0));
        assertThat(fit(version).inputDeviation()).isCloseTo(10, within(0.5));
        assertThat(version.fitSeconds().orElseThrow()).isPositive();
        assertReadable(version, parameters);
        assertCurve(version);
        assertScore(version, leastScore);
        List<JobEvent> events = lab.events(job);
        assertThat(events.get(events.size() - 1).data().path("model").stringValue())
                .isEqualTo(version.reference().toString());
    }

    private static void assertReadable(ModelVersion version, int parameters) throws IOException {
        try (InputStream weights =
                lab.part(ObjectStore.class).open(version.weights().orElseThrow().objectKey(), 0)) {
            assertThat(FittedModel.read(weights).parameterCount()).isEqualTo(parameters);
        }
        try (InputStream tensors =
                lab.part(ObjectStore.class).open(version.tensors().orElseThrow().objectKey(), 0)) {
            int length = Math.toIntExact(ByteBuffer.wrap(tensors.readNBytes(8))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong());
            JsonNode about =
                    RegistryJson.mapper().readTree(tensors.readNBytes(length)).required("__metadata__");
            assertThat(about.required("dataset_sha256").stringValue())
                    .isEqualTo(version.provenance().datasetSha256());
            assertThat(about.required("job_specification").stringValue()).contains(version.kind());
            assertThat(tensors.readAllBytes()).hasSize(Float.BYTES * parameters);
        }
    }

    private static void assertCurve(ModelVersion version) {
        List<LearningCurvePoint> curve = lab.part(ModelRegistry.class).curve(version.id(), 0);
        assertThat(curve).hasSize(Math.max(1, fit(version).epochs()));
        assertThat(curve).allSatisfy(point -> {
            assertThat(point.trainLoss()).isPresent();
            assertThat(point.validationLoss()).isPresent();
            assertThat(point.validationScore()).isPresent();
        });
        double best = curve.stream()
                .mapToDouble(point -> point.validationScore().orElseThrow())
                .max()
                .orElseThrow();
        assertThat(fit(version).validationScore()).contains(best);
    }

    private static void assertScore(ModelVersion version, double leastScore) {
        BenchmarkScore score = lab.part(ScoreRegistry.class).find(version.id()).orElseThrow();
        assertThat(score.neurons()).hasSize(SmallRecording.NEURONS);
        NeuronScore silent = score.neurons().get(SmallRecording.SILENT_NEURON);
        assertThat(silent.values()).doesNotContainKeys(NeuronMetric.CC, NeuronMetric.CC_NORM);
        assertThat(silent.undefined()).containsKeys(NeuronMetric.CC, NeuronMetric.CC_NORM);
        assertThat(score.neurons())
                .filteredOn(neuron -> neuron.neuron() != SmallRecording.SILENT_NEURON)
                .allSatisfy(neuron -> assertThat(neuron.values())
                        .containsKeys(NeuronMetric.CC, NeuronMetric.CC_NORM, NeuronMetric.SIGNAL_POWER));
        assertThat(score.aggregates()).extracting(ScoreAggregate::metric).contains(NeuronMetric.values());
        ScoreAggregate ranking = score.aggregates().stream()
                .filter(aggregate -> aggregate.metric() == NeuronMetric.CC_NORM)
                .findFirst()
                .orElseThrow();
        assertThat(ranking.counted()).isEqualTo(SmallRecording.NEURONS - 1);
        assertThat(ranking.leftOut()).isEqualTo(1);
        assertThat(ranking.leftOutReasons().values()).containsExactly(1);
        assertThat(ranking.mean().orElseThrow()).isGreaterThan(leastScore);
    }

    @Test
    void theSameSeedGivesTheSameWeightsBitForBitAndTheNextVersion() {
        String model = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 2}";
        String training = "{\"kind\": \"gradient\", \"max_epochs\": 3}";

        ModelVersion first = version(lab.awaitEnd(lab.fit(benchmark, model, training, 1)));
        ModelVersion same = version(lab.awaitEnd(lab.fit(benchmark, model, training, 1)));
        ModelVersion other = version(lab.awaitEnd(lab.fit(benchmark, model, training, 2)));

        assertThat(same.weights().orElseThrow().content())
                .isEqualTo(first.weights().orElseThrow().content());
        assertThat(other.weights().orElseThrow().content().sha256())
                .isNotEqualTo(first.weights().orElseThrow().content().sha256());
        assertThat(same.reference().version()).isEqualTo(first.reference().version() + 1);
    }

    @Test
    void aReproductionComesOutTheSameAndMakesNoModel() {
        String model = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 2}";
        ModelVersion version =
                version(lab.awaitEnd(lab.fit(benchmark, model, "{\"kind\": \"gradient\", \"max_epochs\": 3}", 4)));
        long models = lab.rows("model_version");
        long scores = lab.rows("score");

        Job job = lab.awaitEnd(lab.reproduce(version));

        assertThat(job.failure()).isEmpty();
        Reproduction reproduction =
                lab.part(ReproductionRegistry.class).ofModel(version.id()).get(job.id());
        assertThat(reproduction.verdict()).isEqualTo(ReproductionVerdict.EQUAL_BIT_FOR_BIT);
        assertThat(reproduction.weightsDifference()).contains(0.0);
        assertThat(reproduction.predictionsDifference()).contains(0.0);
        assertThat(ProvenanceDifference.of(version, reproduction))
                .filteredOn(field -> !field.same())
                .extracting(ProvenanceDifference::field)
                .isSubsetOf("fit_seconds");
        assertThat(lab.rows("model_version")).isEqualTo(models);
        assertThat(lab.rows("score")).isEqualTo(scores);
        assertThat(lab.events(job)
                        .get(lab.events(job).size() - 1)
                        .data()
                        .path("verdict")
                        .stringValue())
                .isEqualTo("EQUAL_BIT_FOR_BIT");
    }

    @Test
    void sentStimuliArePredictedAsTheTestStimuliWereWhenTheModelWasScored() throws IOException {
        String model = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 2}";
        ModelVersion version =
                version(lab.awaitEnd(lab.fit(benchmark, model, "{\"kind\": \"gradient\", \"max_epochs\": 3}", 6)));

        Job job = lab.awaitEnd(lab.predict(version, SmallRecording.npz(), StimulusFormat.NPZ));

        assertThat(job.failure()).isEmpty();
        AskedPrediction asked =
                lab.part(AskedPredictionRegistry.class).find(job.id()).orElseThrow();
        assertThat(asked.stimuli())
                .hasSize(SmallRecording.STIMULI)
                .contains(new AskedPrediction.Heard("stimulus 7", SmallRecording.BINS));
        StoredObject kept =
                lab.part(PredictionRegistry.class).predictions(version.id()).orElseThrow();
        try (NpzArchive predicted = archive(asked.predictions());
                NpzArchive scored = archive(kept)) {
            assertThat(predicted.header("neurons").shape()).containsExactly(SmallRecording.NEURONS);
            assertThat(predicted.header("stimulus_0").shape())
                    .containsExactly(SmallRecording.BINS, SmallRecording.NEURONS);
            for (int test : SmallRecording.SPLIT.test()) {
                assertThat(values(predicted, test)).isEqualTo(values(scored, test));
            }
        }
    }

    private static double[] values(NpzArchive archive, int stimulus) throws IOException {
        double[] values = new double[SmallRecording.BINS * SmallRecording.NEURONS];
        try (ElementReader elements = archive.elements("stimulus_" + stimulus)) {
            elements.next(values);
        }
        return values;
    }

    private NpzArchive archive(StoredObject object) throws IOException {
        return NpzArchive.open(
                Files.write(folder.resolve(object.content().sha256() + ".npz"), lab.content(object)),
                ArrayFileLimits.standard());
    }

    @Test
    void stimuliThatTheModelDoesNotHearAreRefusedInWords() {
        ModelVersion version =
                version(lab.awaitEnd(lab.fit(benchmark, "{\"kind\": \"linear\"}", "{\"kind\": \"ridge\"}", 0)));

        assertThat(refusal(version, "no archive".getBytes(StandardCharsets.UTF_8)))
                .contains("not a whole zip file");
        assertThat(refusal(version, SmallRecording.withNanInStimulus()))
                .contains("holds 1 levels that are NaN")
                .contains("Set a floor");
    }

    private static String refusal(ModelVersion version, byte[] stimuli) {
        JobFailure failure = lab.awaitEnd(lab.predict(version, stimuli, StimulusFormat.NPZ))
                .failure()
                .orElseThrow();
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_INPUT);
        return failure.message();
    }

    @Test
    void progressIsToldAtMostTwiceASecondWithTheFirstEpochAndTheLast() {
        Job job = lab.awaitEnd(lab.fit(
                benchmark,
                "{\"kind\": \"ln\", \"delay_bins\": 2, \"output\": \"identity\"}",
                "{\"kind\": \"gradient\", \"loss\": \"mse\", \"max_epochs\": 300, \"patience\": 300}",
                1));

        assertThat(job.failure()).isEmpty();
        assertThat(fit(version(job)).epochs()).isEqualTo(300);
        List<JobEvent> told = lab.events(job).stream()
                .filter(event -> event.type().equals("progress"))
                .toList();
        assertThat(told)
                .extracting(event -> event.data().path("epoch").intValue())
                .contains(1, 300);
        double seconds = version(job).fitSeconds().orElseThrow();
        assertThat(told).hasSizeLessThan((int) (2 * seconds) + 6);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'kind': 'linear', 'delay_bins': 6, 'kernel': 'separable'} | {'kind': 'gradient', 'max_epochs': 2} | 60",
                "{'kind': 'ln', 'delay_bins': 6, 'output': 'relu', 'prefilter': 'adaptrans'}"
                        + " | {'kind': 'gradient', 'max_epochs': 2, 'optimiser': 'adam', 'warmup_epochs': 2} | 412",
                "{'kind': 'ln', 'delay_bins': 6, 'output': 'dexp', 'contrast_gain': true, 'contrast_bins': 5}"
                        + " | {'kind': 'gradient', 'max_epochs': 2} | 228",
                "{'kind': 'nrf', 'delay_bins': 6, 'kernel': 'separable', 'rank': 2, 'hidden_units': 5}"
                        + " | {'kind': 'gradient', 'max_epochs': 2, 'schedule': 'cosine', 'clip_norm': 1} | 187",
                "{'kind': 'dnet', 'delay_bins': 6, 'kernel': 'gaussian', 'gaussians': 2, 'hidden_units': 5,"
                        + " 'leak': 'finite', 'leak_bins': 9, 'leaking_output': true, 'output': 'dexp',"
                        + " 'prefilter': 'adaptrans'} | {'kind': 'gradient', 'max_epochs': 2} | 188",
                "{'kind': 'cnn2d', 'layers': 2, 'channels': 2, 'kernel_bins': 3, 'hidden_units': 3}"
                        + " | {'kind': 'gradient', 'max_epochs': 2} | 117",
                "{'kind': 'transformer', 'window_bins': 6, 'embedding_units': 4, 'feed_forward_units': 5}"
                        + " | {'kind': 'gradient', 'max_epochs': 2} | 233",
                "{'kind': 'statenet', 'encoder': 'dense', 'hidden_units': 6, 'recurrence': 'lstm',"
                        + " 'prefilter': 'ic-adaptation'} | {'kind': 'gradient', 'max_epochs': 2} | 438",
                "{'kind': 'statenet', 'encoder': 'conv', 'kernel_bands': 3, 'stride_bands': 2, 'channels': 2,"
                        + " 'recurrence': 'rnn', 'prefilter': 'frequency-normalisation', 'output': 'sigmoid4'}"
                        + " | {'kind': 'gradient', 'max_epochs': 2, 'schedule': 'plateau'} | 156",
                // Encoder and norm 66, (2 + 2 * 6 + 128) * 6 + 128 of the memory and the units, readout and output 36.
                "{'kind': 'statenet', 'encoder': 'dense', 'hidden_units': 6, 'recurrence': 'lmu'}"
                        + " | {'kind': 'gradient', 'max_epochs': 2} | 1082",
                // (4 * 32 + 2) * 6 of the modes and 7 * 6 of the mix.
                "{'kind': 'statenet', 'encoder': 'dense', 'hidden_units': 6, 'recurrence': 's4'}"
                        + " | {'kind': 'gradient', 'max_epochs': 2} | 924",
                // (6 * 6 + 4 + 110) * 6.
                "{'kind': 'statenet', 'encoder': 'dense', 'hidden_units': 6, 'recurrence': 'mamba'}"
                        + " | {'kind': 'gradient', 'max_epochs': 2} | 1002",
                // The filters' (8 * 6 + 1) * 4, the output's 8, and two of each band.
                "{'kind': 'ln', 'delay_bins': 6, 'prefilter': 'stp'} | {'kind': 'gradient', 'max_epochs': 2} | 220",
                "{'kind': 'statenet', 'encoder': 'dense', 'hidden_units': 6, 'recurrence': 'mamba', 'prefilter': 'stp'}"
                        + " | {'kind': 'gradient', 'max_epochs': 2} | 1018"
            })
    void everyPartOfTheCatalogueIsFitted(String model, String training, int parameters) throws IOException {
        Job job = lab.awaitEnd(lab.fit(benchmark, json(model), json(training), 3));

        assertThat(job.failure()).isEmpty();
        assertThat(version(job).parameterCount()).contains((long) parameters);
        assertThat(fit(version(job)).epochs()).isEqualTo(2);
        assertReadable(version(job), parameters);
    }

    @Test
    void aRecipeThatNoFitCanRunWithIsInvalidInputAndNamesItsField() {
        Job job = lab.awaitEnd(
                lab.fit(benchmark, linearByGradient(Map.of("learning_rate", 1.0, "weight_decay", 10.0)), 1));

        assertFailed(job, FailureKind.INVALID_INPUT, "weight_decay must be");
    }

    @Test
    void anAbsurdLearningRateDivergesAndLeavesNoModel() {
        Job job = lab.awaitEnd(lab.fit(benchmark, linearByGradient(Map.of("learning_rate", 1e30)), 1));

        assertFailed(job, FailureKind.DIVERGED, "The fit diverged in epoch 1 (last finite loss ");
        assertThat(job.failure().orElseThrow().message())
                .containsPattern("last finite loss \\d")
                .contains("learning_rate");
    }

    @Test
    void responsesTooLargeForAFloatDiverge() {
        Job ingest = lab.awaitEnd(lab.upload("enormous", SmallRecording.withEnormousTraces()));
        Benchmark oneNeuron = lab.benchmark(ingest, NeuronSelection.listed(List.of(0)));

        Job job = lab.awaitEnd(lab.fit(
                oneNeuron,
                "{\"kind\": \"ln\", \"delay_bins\": 6, \"output\": \"identity\"}",
                "{\"kind\": \"gradient\", \"loss\": \"mse\", \"initialisation\": \"random\"}",
                1));

        assertFailed(job, FailureKind.DIVERGED, "diverged in epoch 1");
    }

    @Test
    void thePoissonLossOfTracesIsInvalidInput() {
        Job ingest = lab.awaitEnd(lab.upload("traces", SmallRecording.withEnormousTraces()));
        FitSpecification poisson =
                FitSpecification.ofKind(ModelCatalogue.find("nrf").orElseThrow());

        Job job = lab.awaitEnd(lab.fit(lab.benchmark(ingest), poisson, 1));

        assertFailed(job, FailureKind.INVALID_INPUT, "signed traces");
    }

    /** Of numbers that the catalogue does not allow. */
    private static FitSpecification linearByGradient(Map<String, Object> settings) {
        FitSpecification linear = FitSpecification.complete(
                        RegistryJson.mapper().readTree("{\"kind\": \"linear\", \"delay_bins\": 6}"),
                        Optional.of(RegistryJson.mapper().readTree("{\"kind\": \"gradient\"}")),
                        benchmark.dataset().shape().orElseThrow())
                .specification()
                .orElseThrow();
        SortedMap<String, Object> training = new TreeMap<>(linear.training().values());
        training.put("weight_decay", 0.0);
        training.putAll(settings);
        return new FitSpecification(linear.model(), new Specification("gradient", training));
    }

    @Test
    void aStoreThatCannotBeWrittenIsAStorageFailure() throws IOException {
        try (Lab other = new Lab()) {
            other.startWorker("fitter");
            Job ingest = other.awaitEnd(other.upload("small", SmallRecording.npz()));
            other.blockAttempts();

            Job job = other.awaitEnd(other.fit(other.benchmark(ingest), "{\"kind\": \"linear\"}", "", 1));

            assertThat(job.failure().map(JobFailure::kind)).contains(FailureKind.STORAGE);
            assertThat(other.rows("model_version")).isZero();
        }
    }

    private static void assertFailed(Job job, FailureKind kind, String words) {
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        JobFailure failure = job.failure().orElseThrow();
        assertThat(failure.message()).contains(words);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(lab.part(ModelVersionRepository.class).findByJobId(job.id())).isEmpty();
    }

    private static FitSummary fit(ModelVersion version) {
        return lab.part(ModelRegistry.class).networks(version.id()).get(0).fit();
    }

    private static ModelVersion version(Job job) {
        return lab.part(ModelVersionRepository.class).findByJobId(job.id()).orElseThrow();
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}
