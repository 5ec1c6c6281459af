package org.tonotopy.worker.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.metric.Predictions;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.submission.PredictionTask;
import org.tonotopy.encoding.submission.PredictionsFile;
import org.tonotopy.encoding.submission.PredictionsFormat;
import org.tonotopy.encoding.submission.PredictionsRefusedException;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.Provenance;
import org.tonotopy.registry.prediction.KeptPredictions;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.SubmissionFormat;
import org.tonotopy.registry.store.ContentMismatchException;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.registry.temporary.TemporaryFiles;
import org.tonotopy.worker.cpu.ThreadBudget;
import org.tonotopy.worker.provenance.ProvenanceRecorder;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobWork;

/** Scores predictions or weights that were made elsewhere, once and by the same code as the platform's own. */
@Component
class SubmissionWork implements JobWork {
    private static final String BACKEND = "none: the predictions were made elsewhere";

    private final SharedBenchmarks benchmarks;
    private final ThreadBudget budget;
    private final ObjectStore store;
    private final StoredObjectRepository objects;
    private final PredictionFiles predictionFiles;
    private final ProvenanceRecorder provenance;
    private final NetworkBackend backend;
    private final ModelCompletion completion;
    private final ModelRegistry models;
    private final JobLedger ledger;

    SubmissionWork(
            SharedBenchmarks benchmarks,
            ThreadBudget budget,
            ObjectStore store,
            StoredObjectRepository objects,
            PredictionFiles predictionFiles,
            ProvenanceRecorder provenance,
            NetworkBackend backend,
            ModelCompletion completion,
            ModelRegistry models,
            JobLedger ledger) {
        this.benchmarks = benchmarks;
        this.budget = budget;
        this.store = store;
        this.objects = objects;
        this.predictionFiles = predictionFiles;
        this.provenance = provenance;
        this.backend = backend;
        this.completion = completion;
        this.models = models;
        this.ledger = ledger;
    }

    @Override
    public JobKind kind() {
        return JobKind.SCORE;
    }

    @Override
    public void run(Assignment assignment) throws JobFailedException {
        Job job = assignment.job();
        JobSpec.Score spec = (JobSpec.Score) job.spec();
        FitProgressReporter reporter = new FitProgressReporter(ledger, assignment, 0, System::nanoTime, () -> {});
        reporter.enter("reading");
        try (var use = benchmarks.use(job.benchmark().orElseThrow(), reporter::requireGoOn)) {
            if (spec.format().holdsWeights()) {
                scoreWeights(assignment, spec, use.benchmark(), reporter);
            } else {
                scorePredictions(assignment, spec, use.benchmark(), reporter);
            }
        }
    }

    private void scoreWeights(
            Assignment assignment, JobSpec.Score spec, PreparedBenchmark prepared, FitProgressReporter reporter)
            throws JobFailedException {
        Job job = assignment.job();
        List<Integer> neurons = job.benchmark().orElseThrow().neurons();
        FittedAssembly model = read(spec, file -> SentWeights.read(file, prepared, neurons));
        completion.complete(
                assignment,
                prepared,
                new ModelCompletion.Made(model, List.of(), Optional.empty(), backend.name()),
                reporter,
                outcome -> models.register(job, spec, assignment.attempt(), outcome));
    }

    private void scorePredictions(
            Assignment assignment, JobSpec.Score spec, PreparedBenchmark prepared, FitProgressReporter reporter)
            throws JobFailedException {
        Job job = assignment.job();
        Benchmark benchmark = job.benchmark().orElseThrow();
        List<Integer> neurons = benchmark.neurons();
        PredictionsFormat format =
                spec.format() == SubmissionFormat.NPZ ? PredictionsFormat.NPZ : PredictionsFormat.HDF5;
        PredictionTask task = prepared.test().task(neurons);
        Predictions predictions = read(spec, file -> PredictionsFile.read(file, format, task));
        reporter.enter("scoring");
        BenchmarkScore score;
        try (var share = budget.take(1, reporter::requireGoOn)) {
            score = TestScore.of(prepared, neurons, predictions);
        }
        reporter.enter("storing");
        Provenance scoredBy = provenance.of(benchmark, BACKEND);
        KeptPredictions kept = predictionFiles.write(assignment.attempt(), benchmark, prepared, neurons, predictions);
        ledger.succeed(
                assignment.attempt(),
                () -> Map.of(
                        "model",
                        models.register(job, spec, assignment.attempt(), scoredBy, score, kept)
                                .reference()));
    }

    /** Reads a file that was sent. */
    private interface Reading<T> {
        T read(Path file) throws IOException, PredictionsRefusedException;
    }

    private <T> T read(JobSpec.Score spec, Reading<T> reading) throws JobFailedException {
        String what = spec.format().holdsWeights() ? "The file of weights" : "The file of predictions";
        StoredObject object = objects.find(ObjectKey.ofContent(spec.predictionsSha256()))
                .orElseThrow(() ->
                        new JobFailedException(FailureKind.STORAGE, what + " is no longer stored: send it again."));
        try {
            Path file = TemporaryFiles.create("tonotopy-submission-", ".tmp");
            try {
                VerifiedRead.toFile(store, object, file);
                return reading.read(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (PredictionsRefusedException | InvalidModelException refused) {
            throw new JobFailedException(FailureKind.INVALID_INPUT, String.valueOf(refused.getMessage()), refused);
        } catch (ContentMismatchException damaged) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    what + " is damaged in the object store: restore it from a backup, or send it again.",
                    damaged);
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    what + " could not be brought from the object store (" + failure
                            + "): see that the store and the worker's disk are well, and ask again.",
                    failure);
        }
    }
}
