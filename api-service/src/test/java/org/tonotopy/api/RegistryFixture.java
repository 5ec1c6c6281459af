package org.tonotopy.api;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.account.ApiToken;
import org.tonotopy.registry.account.ApiTokenRepository;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.account.TokenSecret;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.StimulusSplit;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.CanonicalFile;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetRepository;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.Finding;
import org.tonotopy.registry.dataset.FrontEndSettings;
import org.tonotopy.registry.dataset.RecordingForm;
import org.tonotopy.registry.dataset.RecordingFormat;
import org.tonotopy.registry.dataset.ResponseKind;
import org.tonotopy.registry.export.ExportRegistry;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeatureFigure;
import org.tonotopy.registry.feature.FeatureNumber;
import org.tonotopy.registry.feature.FeatureOutcome;
import org.tonotopy.registry.feature.FeatureRegistry;
import org.tonotopy.registry.feature.FeatureResult;
import org.tonotopy.registry.feature.FeatureSound;
import org.tonotopy.registry.feature.FeatureSubject;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Direction;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.FeatureProgress;
import org.tonotopy.registry.job.FitProgress;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.model.FitOutcome;
import org.tonotopy.registry.model.FitSummary;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.LearningCurvePoint;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.model.NetworkOutcome;
import org.tonotopy.registry.model.Provenance;
import org.tonotopy.registry.prediction.AskedPrediction;
import org.tonotopy.registry.prediction.AskedPredictionRegistry;
import org.tonotopy.registry.prediction.KeptPredictions;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.report.DatasetFigureKind;
import org.tonotopy.registry.report.DatasetFigures;
import org.tonotopy.registry.report.DrawnDatasetFigure;
import org.tonotopy.registry.reproduction.Reproduction;
import org.tonotopy.registry.reproduction.ReproductionRegistry;
import org.tonotopy.registry.reproduction.ReproductionVerdict;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;
import org.tonotopy.registry.score.ScoreAggregate;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.store.WrittenObject;
import org.tonotopy.registry.worker.WorkerLife;
import tools.jackson.databind.JsonNode;

/** Makes accounts, and does to jobs what a worker would do, with the worker's own means. */
@TestComponent
public class RegistryFixture {
    private final AccountRepository accounts;
    private final ApiTokenRepository tokens;
    private final DatasetRepository datasets;
    private final StoredObjectRepository objects;
    private final JobRepository jobs;
    private final JobLedger ledger;
    private final ModelRegistry models;
    private final ModelVersionRepository versions;
    private final ReproductionRegistry reproductions;
    private final AskedPredictionRegistry asked;
    private final FeatureRegistry features;
    private final ExportRegistry exports;
    private final DatasetFigures pictures;
    private final ObjectStore store;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RegistryFixture(
            AccountRepository accounts,
            ApiTokenRepository tokens,
            DatasetRepository datasets,
            StoredObjectRepository objects,
            JobRepository jobs,
            JobLedger ledger,
            ModelRegistry models,
            ModelVersionRepository versions,
            ReproductionRegistry reproductions,
            AskedPredictionRegistry asked,
            FeatureRegistry features,
            ExportRegistry exports,
            DatasetFigures pictures,
            ObjectStore store,
            TransactionTemplate transaction,
            Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.datasets = datasets;
        this.objects = objects;
        this.jobs = jobs;
        this.ledger = ledger;
        this.models = models;
        this.versions = versions;
        this.reproductions = reproductions;
        this.asked = asked;
        this.features = features;
        this.exports = exports;
        this.pictures = pictures;
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The token of a new account. */
    public String token(Role role) {
        Account account = accounts.save(new Account("account-" + UUID.randomUUID(), role, clock.instant()));
        TokenSecret secret = TokenSecret.generate(new SecureRandom());
        tokens.save(new ApiToken(account, secret, clock.instant()));
        return secret.text();
    }

    /** Content as if it had been uploaded; its hash. */
    public String upload(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.hex(Sha256.of(bytes));
        write(ObjectKey.ofContent(sha256), bytes);
        return sha256;
    }

    /** A dataset that is READY: five stimuli a to e of 100 bins, the last of 90. */
    public String dataset(String name, int neurons, double dtMs) {
        return dataset(name, neurons, dtMs, StoredReport.of(neurons).toString());
    }

    /** A dataset with this validation report. */
    public String dataset(String name, int neurons, double dtMs, String report) {
        Dataset dataset = unvalidated(name, dtMs);
        dataset.accept(shape(neurons, dtMs), RegistryJson.mapper().readTree(report), clock.instant());
        return datasets.save(dataset).reference().toString();
    }

    /** A dataset with what this says of its neurons and stimuli. */
    public String dataset(
            String name, List<DatasetShape.StimulusShape> stimuli, List<DatasetShape.NeuronShape> neurons) {
        Dataset dataset = unvalidated(name, 5);
        dataset.accept(
                new DatasetShape(5, 8, stimuli, neurons, Optional.of(List.of()), Optional.of(ResponseKind.COUNTS)),
                RegistryJson.mapper().readTree("{}"),
                clock.instant());
        return datasets.save(dataset).reference().toString();
    }

    /** A dataset that waits for its ingest job. */
    public String validatingDataset(String name) {
        return datasets.save(unvalidated(name, 5)).reference().toString();
    }

    /** A dataset that was rejected. */
    public String rejectedDataset(String name) {
        Dataset dataset = unvalidated(name, 5);
        dataset.reject(List.of(new Finding("the file is cut off", "responses", "Upload it again.")), clock.instant());
        return datasets.save(dataset).reference().toString();
    }

    /** A dataset that came as sound. */
    public String datasetOfSounds(String name) {
        Dataset dataset =
                unvalidated(name, 5, RecordingForm.ofSound(RecordingFormat.WAV_CSV, FrontEndSettings.standard()));
        dataset.keepImported(new CanonicalFile(dataset.recording(), dataset.metadata()));
        dataset.accept(shape(3, 5), RegistryJson.mapper().readTree("{}"), clock.instant());
        return datasets.save(dataset).reference().toString();
    }

    private Dataset unvalidated(String name, double dtMs) {
        return unvalidated(name, dtMs, RecordingForm.canonical());
    }

    private Dataset unvalidated(String name, double dtMs, RecordingForm form) {
        String sha256 = upload(name);
        return new Dataset(
                new VersionedName(name, 1),
                Sha256.of(name.getBytes(StandardCharsets.UTF_8)),
                objects.find(ObjectKey.ofContent(sha256)).orElseThrow(),
                form,
                RegistryJson.mapper()
                        .readTree(
                                "{\"dt_ms\": " + dtMs
                                        + ", \"license\": \"CC BY 4.0\", \"cite\": [\"Somebody 2020\"], \"species\": \"ferret\"}"),
                accounts.findByName("admin").orElseThrow(),
                clock.instant());
    }

    private static DatasetShape shape(int neurons, double dtMs) {
        return new DatasetShape(
                dtMs,
                8,
                IntStream.range(0, 5)
                        .mapToObj(index -> new DatasetShape.StimulusShape("s" + index, index == 4 ? 90 : 100))
                        .toList(),
                IntStream.range(0, neurons)
                        .mapToObj(index -> new DatasetShape.NeuronShape("n" + index))
                        .toList(),
                Optional.of(List.of(500.0, 700.0, 1000.0, 1400.0, 2000.0, 2800.0, 4000.0, 5600.0)),
                Optional.of(ResponseKind.COUNTS));
    }

    /** A worker accepts what an ingest job was to read, with a picture of each kind. */
    public void acceptDataset(UUID jobId, int neurons) {
        Attempt attempt = ledger.begin(jobId, WorkerLife.begin("worker-1")).orElseThrow();
        ledger.succeed(attempt, () -> {
            Dataset dataset = dataset(jobId);
            dataset.accept(shape(neurons, 5), StoredReport.withACopiedSound(neurons), clock.instant());
            pictures.register(
                    dataset,
                    attempt,
                    List.of(
                            picture(attempt, DatasetFigureKind.CEILINGS, Optional.empty()),
                            picture(attempt, DatasetFigureKind.ALIGNMENT, Optional.empty()),
                            picture(attempt, DatasetFigureKind.STIMULUS, Optional.of(0)),
                            picture(attempt, DatasetFigureKind.NEURON, Optional.of(neurons - 1))));
            return Map.of("dataset", dataset.reference().toString());
        });
    }

    private DrawnDatasetFigure picture(Attempt attempt, DatasetFigureKind kind, Optional<Integer> subject) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        FeatureFigure drawn = figure(attempt, name);
        ObjectKey csv = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), name + ".csv");
        return new DrawnDatasetFigure(
                kind,
                subject,
                new WrittenObject(drawn.pngKey(), drawn.png()),
                new WrittenObject(drawn.svgKey(), drawn.svg()),
                new WrittenObject(csv, write(csv, (name + ",\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    /** A worker rejects what an ingest job was to read. */
    public void rejectDataset(UUID jobId) {
        Attempt attempt = ledger.begin(jobId, WorkerLife.begin("worker-1")).orElseThrow();
        ledger.succeed(attempt, () -> {
            Dataset dataset = dataset(jobId);
            dataset.reject(
                    List.of(new Finding("the array is cut off", "responses", "Upload the file again.")),
                    clock.instant());
            return Map.of("dataset", dataset.reference().toString());
        });
    }

    /** A worker makes an export: a file of this text. */
    public void export(UUID jobId, String content) {
        Attempt attempt = ledger.begin(jobId, WorkerLife.begin("worker-1")).orElseThrow();
        ObjectKey key = ObjectKey.ofAttempt(jobId, attempt.number(), "recording.bin");
        StoredContent written = write(key, content.getBytes(StandardCharsets.UTF_8));
        JsonNode metadata = RegistryJson.mapper().readTree("{\"dt_ms\": 5, \"name\": \"exported\"}");
        ledger.succeed(attempt, () -> {
            exports.register((JobSpec.Export) job(jobId).spec(), attempt, key, written, metadata);
            return Map.of("size_bytes", written.sizeBytes());
        });
    }

    private Dataset dataset(UUID jobId) {
        JobSpec.Ingest spec = (JobSpec.Ingest) job(jobId).spec();
        return datasets.findById(spec.datasetId()).orElseThrow();
    }

    private Job job(UUID jobId) {
        return jobs.findById(jobId).orElseThrow();
    }

    /** A worker takes a job. */
    public Attempt begin(UUID jobId) {
        return ledger.begin(jobId, WorkerLife.begin("worker-1")).orElseThrow();
    }

    /** A worker says that an epoch is done; whether it shall go on. */
    public boolean epoch(Attempt attempt, int epoch) {
        Direction direction = ledger.progress(
                attempt, new FitProgress("fitting", epoch, 250, Optional.of(0.5), Optional.of(0.4), epoch));
        return direction == Direction.GO_ON;
    }

    /** A worker stops because it was asked to. */
    public void confirmCancel(Attempt attempt) {
        ledger.confirmCancel(attempt);
    }

    /** A worker gives up. */
    public void fail(UUID jobId) {
        ledger.fail(begin(jobId), new JobFailure(FailureKind.DIVERGED, "The loss was no longer finite in epoch 3."));
    }

    /** A worker fits; the last neuron's cc_norm is undefined, and that of the others is near a level. */
    public ModelVersion fit(UUID jobId, double level) {
        return complete(begin(jobId), level);
    }

    /** See {@link #fit}, for an attempt that has begun. */
    public ModelVersion complete(Attempt attempt, double level) {
        List<ModelVersion> made = new ArrayList<>();
        transaction.executeWithoutResult(status -> ledger.succeed(attempt, () -> {
            Job job = job(attempt.jobId());
            made.add(register(job, attempt, outcome(job, attempt, level)));
            return Map.of("model", made.get(0).reference().toString());
        }));
        return made.get(0);
    }

    /** A worker makes a fit again, and something else comes out on another processor. */
    public void reproduce(UUID jobId, ReproductionVerdict verdict) {
        Attempt attempt = begin(jobId);
        JobSpec.Reproduce spec = (JobSpec.Reproduce) job(jobId).spec();
        ModelVersion version = versions.findById(spec.modelVersionId()).orElseThrow();
        Provenance origin = version.provenance();
        ledger.succeed(attempt, () -> {
            reproductions.register(
                    spec,
                    attempt,
                    new Reproduction(
                            verdict,
                            Optional.of(0.25),
                            Optional.of(0.0004),
                            version.specSha256(),
                            spec.fit().seed(),
                            4.5,
                            new Provenance(
                                    origin.dataset(),
                                    origin.datasetSha256(),
                                    origin.benchmark(),
                                    origin.codeVersion(),
                                    origin.codeDirty(),
                                    origin.java(),
                                    origin.operatingSystem(),
                                    "another",
                                    origin.backend(),
                                    origin.threads(),
                                    origin.worker())));
            return Map.of("verdict", verdict);
        });
    }

    /** A worker predicts: of the i-th stimulus its number, bin and column in the value, as 100 i + 10 bin + column. */
    public void predict(UUID jobId, int... bins) {
        Attempt attempt = begin(jobId);
        JobSpec.Predict spec = (JobSpec.Predict) job(jobId).spec();
        List<Integer> neurons =
                versions.findById(spec.modelVersionId()).orElseThrow().neurons();
        ArrayArchive file = new ArrayArchive()
                .wholes("neurons", neurons.stream().mapToInt(Integer::intValue).toArray(), neurons.size());
        List<AskedPrediction.Heard> heard = new ArrayList<>();
        for (int length : bins) {
            int stimulus = heard.size();
            file.floats(
                    "stimulus_" + stimulus,
                    index -> 100 * stimulus + 10 * (index / neurons.size()) + index % neurons.size(),
                    length,
                    neurons.size());
            heard.add(new AskedPrediction.Heard("stimulus " + stimulus, length));
        }
        ObjectKey key = ObjectKey.ofAttempt(jobId, attempt.number(), "predictions.npz");
        StoredContent written = write(key, file.bytes());
        ledger.succeed(attempt, () -> {
            asked.register(attempt, heard, new WrittenObject(key, written));
            return Map.of("stimuli", heard.size());
        });
    }

    private ModelVersion register(Job job, Attempt attempt, FitOutcome outcome) {
        if (job.spec() instanceof JobSpec.Ensemble ensemble) {
            List<ModelVersion> members = ensemble.members().stream()
                    .map(member -> versions.find(member).orElseThrow())
                    .toList();
            return models.register(job, ensemble, members, attempt, outcome);
        }
        if (job.spec() instanceof JobSpec.Score score && score.format().holdsWeights()) {
            return models.register(job, score, attempt, outcome);
        }
        if (job.spec() instanceof JobSpec.Score score) {
            return models.register(job, score, attempt, outcome.provenance(), outcome.score(), outcome.predictions());
        }
        return models.register(job, (JobSpec.Fit) job.spec(), attempt, outcome);
    }

    private FitOutcome outcome(Job job, Attempt attempt, double level) {
        ObjectKey key = ObjectKey.ofAttempt(job.id(), attempt.number(), "weights.zip");
        byte[] weights = ("weights of " + job.id()).getBytes(StandardCharsets.UTF_8);
        var benchmark = job.benchmark().orElseThrow();
        List<LearningCurvePoint> curve = List.of(
                new LearningCurvePoint(
                        1,
                        OptionalDouble.of(0.9),
                        OptionalDouble.of(1.0),
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(1e-3),
                        0.1),
                new LearningCurvePoint(
                        2,
                        OptionalDouble.of(0.8),
                        OptionalDouble.of(1.1),
                        OptionalDouble.empty(),
                        OptionalDouble.of(1e-3),
                        0.1));
        List<Integer> neurons =
                job.spec() instanceof JobSpec.Fit some && !some.neurons().isEmpty()
                        ? some.neurons()
                        : benchmark.neurons();
        FitSummary fit = new FitSummary(2, 1, "patience", Optional.of(0.5), Map.of("penalty", 10.0), -4.5, 9.2);
        List<NetworkOutcome> networks = List.of();
        if (job.spec() instanceof JobSpec.Fit spec) {
            networks = spec.units() == Units.POPULATION
                    ? List.of(new NetworkOutcome(
                            new FittedNetwork(Optional.empty(), List.of(), spec.seed(), 41, fit, 3.5), curve))
                    : neurons.stream()
                            .map(neuron -> new NetworkOutcome(
                                    new FittedNetwork(Optional.empty(), List.of(neuron), neuron, 41, fit, 1), curve))
                            .toList();
        }
        ObjectKey tensorsKey = ObjectKey.ofAttempt(job.id(), attempt.number(), "weights.safetensors");
        return new FitOutcome(
                key,
                write(key, weights),
                tensorsKey,
                write(tensorsKey, weights),
                networks,
                Optional.of(3.5),
                41L * networks.size(),
                new Provenance(
                        benchmark.dataset().reference(),
                        benchmark.dataset().contentSha256(),
                        benchmark.reference(),
                        "0.1.0+abc",
                        false,
                        "17",
                        "Linux",
                        "x86",
                        "vector",
                        2,
                        "worker-1"),
                score(neurons, level),
                predictions(benchmark, neurons, attempt));
    }

    /** Every test stimulus has one spike in each tenth bin of each of three repeats, of which the last was not recorded. */
    private KeptPredictions predictions(Benchmark benchmark, List<Integer> neurons, Attempt attempt) {
        DatasetShape shape = benchmark.dataset().shape().orElseThrow();
        ArrayArchive predicted = new ArrayArchive()
                .wholes("neurons", neurons.stream().mapToInt(Integer::intValue).toArray(), neurons.size());
        ArrayArchive excerpt = new ArrayArchive()
                .floats("center_frequencies_hz", index -> 500 * Math.pow(2, index / 6.0), shape.bands())
                .floats("window_sum", index -> 2, 1);
        int counted = benchmark.neurons().size();
        for (StimulusSplit turn : benchmark.definition().split().turns()) {
            for (int stimulus : turn.test()) {
                int bins = shape.stimuli().get(stimulus).bins();
                predicted.floats(
                        "stimulus_" + stimulus, index -> 0.4 + 0.3 * Math.sin(index * 0.02), bins, neurons.size());
                excerpt.floats("sound_" + stimulus, index -> 40 + 20 * Math.sin(index * 0.01), bins, shape.bands())
                        .floats("psth_" + stimulus, index -> index % 10 == 0 ? 2 : 0, counted, bins)
                        .floats(
                                "repeats_" + stimulus,
                                index -> index / bins % 3 == 2 ? Double.NaN : index % 10 == 0 ? 1 : 0,
                                counted,
                                3,
                                bins);
            }
        }
        ObjectKey predictionsKey = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), "predictions.npz");
        ObjectKey excerptKey = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), "test-excerpt.npz");
        return new KeptPredictions(
                Optional.of(new WrittenObject(predictionsKey, write(predictionsKey, predicted.bytes()))),
                Optional.of(new WrittenObject(excerptKey, write(excerptKey, excerpt.bytes()))));
    }

    private static BenchmarkScore score(List<Integer> neurons, double level) {
        List<NeuronScore> scores = new ArrayList<>();
        for (int index = 0; index < neurons.size(); index++) {
            boolean last = index == neurons.size() - 1;
            scores.add(new NeuronScore(
                    neurons.get(index),
                    last
                            ? Map.of(NeuronMetric.CC, level / 2)
                            : Map.of(NeuronMetric.CC, level / 2, NeuronMetric.CC_NORM, level),
                    last ? Map.of(NeuronMetric.CC_NORM, "the signal power is not above 0") : Map.of()));
        }
        return new BenchmarkScore(
                "1",
                scores,
                List.of(
                        aggregate(NeuronMetric.CC, level / 2, neurons.size(), 0),
                        aggregate(NeuronMetric.CC_NORM, level, neurons.size() - 1, 1)));
    }

    private static ScoreAggregate aggregate(NeuronMetric metric, double level, int counted, int leftOut) {
        return new ScoreAggregate(
                metric,
                Optional.of(level),
                Optional.of(level),
                Optional.of(level),
                Optional.of(level),
                Optional.of(1.0),
                counted,
                leftOut,
                leftOut == 0 ? Map.of() : Map.of("the signal power is not above 0", leftOut));
    }

    /**
     * A worker makes the features of a job: of every neuron that was asked for, the last of several never rose; and the
     * figure of all, where there are several.
     */
    public List<Feature> makeFeatures(UUID jobId) {
        Attempt attempt = begin(jobId);
        JobSpec.Feature spec = (JobSpec.Feature) job(jobId).spec();
        List<FeatureSubject> subjects = spec.population()
                ? List.of(FeatureSubject.POPULATION)
                : spec.neurons().stream().map(FeatureSubject::neuron).toList();
        List<Feature> made = new ArrayList<>();
        for (int index = 0; index < subjects.size(); index++) {
            boolean rose = index == 0 || index < subjects.size() - 1;
            boolean heard = rose && spec.feature().kind().equals(FeatureCatalogue.DREAM);
            FeatureResult result = feature(attempt, subjects.get(index), rose, heard);
            ledger.advance(
                    attempt,
                    new FeatureProgress("computing", index + 1, subjects.size(), 0.5),
                    () -> made.add(features.register(spec, attempt, result)));
        }
        transaction.executeWithoutResult(status -> ledger.succeed(attempt, () -> {
            if (subjects.size() > 1) {
                features.register(spec, attempt, subjects.size(), figure(attempt, "all"));
            }
            return Map.of("features", subjects.size());
        }));
        return made;
    }

    /** A worker says how far a feature job is. */
    public boolean featureProgress(Attempt attempt, int done, int total) {
        return ledger.progress(attempt, new FeatureProgress("computing", done, total, (double) done / total))
                == Direction.GO_ON;
    }

    private FeatureResult feature(Attempt attempt, FeatureSubject subject, boolean rose, boolean heard) {
        ObjectKey key = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), subject.slug() + ".npz");
        return new FeatureResult(
                subject,
                rose ? FeatureOutcome.COMPLETE : FeatureOutcome.NEVER_ROSE,
                rose ? Optional.empty() : Optional.of("The dream did not raise the response."),
                rose
                        ? Map.of(
                                FeatureNumber.BEST_FREQUENCY_HZ,
                                4000.0,
                                FeatureNumber.LATENCY_MS,
                                15.0,
                                FeatureNumber.HORIZON_90_MS,
                                120.0)
                        : Map.of(),
                rose
                        ? Map.of(FeatureNumber.BANDWIDTH_OCTAVES, "The peak is at the edge.")
                        : Map.of(FeatureNumber.BEST_FREQUENCY_HZ, "The dream did not raise the response."),
                key,
                write(key, ("arrays of " + subject.slug()).getBytes(StandardCharsets.UTF_8)),
                rose ? Optional.of(figure(attempt, subject.slug())) : Optional.empty(),
                heard ? Optional.of(sound(attempt, subject.slug())) : Optional.empty());
    }

    /** A tenth of a second of a tone, and two tenths of it. */
    private FeatureSound sound(Attempt attempt, String name) {
        ObjectKey tonesKey = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), name + "-tones.wav");
        ObjectKey noiseKey = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), name + "-noise.wav");
        return new FeatureSound(tonesKey, write(tonesKey, wav(800)), noiseKey, write(noiseKey, wav(1600)), 1);
    }

    private static byte[] wav(int samples) {
        byte[] pcm = new byte[2 * samples];
        for (int sample = 0; sample < samples; sample++) {
            pcm[2 * sample + 1] = (byte) Math.round(80 * Math.sin(sample * 0.3));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        AudioFormat format = new AudioFormat(8000, 16, 1, true, false);
        try (AudioInputStream audio = new AudioInputStream(new ByteArrayInputStream(pcm), format, samples)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    private FeatureFigure figure(Attempt attempt, String name) {
        ObjectKey pngKey = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), name + ".png");
        ObjectKey svgKey = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), name + ".svg");
        return new FeatureFigure(
                pngKey,
                write(pngKey, png()),
                svgKey,
                write(
                        svgKey,
                        ("<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"100\">"
                                        + "<defs><clipPath id=\"clip1\"><path d=\"M0 0h200v100H0z\"/></clipPath></defs>"
                                        + "<g style=\"clip-path:url(#clip1)\"><text y=\"20\">" + name
                                        + "</text></g></svg>")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] png() {
        BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 200; x++) {
            for (int y = 0; y < 100; y++) {
                image.setRGB(x, y, 0x010101 * (x + y < 150 ? 200 : 80));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Where the weights of a model are kept. */
    public ObjectKey weightsKey(ModelVersion version) {
        return version.weights().orElseThrow().objectKey();
    }

    private StoredContent write(ObjectKey key, byte[] bytes) {
        try {
            StoredContent written = store.write(key, new ByteArrayInputStream(bytes), 1_000_000);
            objects.record(key, written, clock.instant());
            return written;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
