package org.tonotopy.worker.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.metric.Predictions;
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

/** Scores predictions that were made elsewhere, once and by the same code as the platform's own. */
@Component
class SubmissionWork implements JobWork {
    private static final String BACKEND = "none: the predictions were made elsewhere";

    private final SharedBenchmarks benchmarks;
    private final ThreadBudget budget;
    private final ObjectStore store;
    private final StoredObjectRepository objects;
    private final PredictionFiles predictionFiles;
    private final ProvenanceRecorder provenance;
    private final ModelRegistry models;
    private final JobLedger ledger;

    SubmissionWork(
            SharedBenchmarks benchmarks,
            ThreadBudget budget,
            ObjectStore store,
            StoredObjectRepository objects,
            PredictionFiles predictionFiles,
            ProvenanceRecorder provenance,
            ModelRegistry models,
            JobLedger ledger) {
        this.benchmarks = benchmarks;
        this.budget = budget;
        this.store = store;
        this.objects = objects;
        this.predictionFiles = predictionFiles;
        this.provenance = provenance;
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
        Benchmark benchmark = job.benchmark().orElseThrow();
        FitProgressReporter reporter = new FitProgressReporter(ledger, assignment, 0, System::nanoTime, () -> {});
        reporter.enter("reading");
        try (var use = benchmarks.use(benchmark, reporter::requireGoOn)) {
            PreparedBenchmark prepared = use.benchmark();
            List<Integer> neurons = benchmark.neurons();
            Predictions predictions = read(spec, prepared.test().task(neurons));
            reporter.enter("scoring");
            BenchmarkScore score;
            try (var share = budget.take(1, reporter::requireGoOn)) {
                score = TestScore.of(prepared, neurons, predictions);
            }
            reporter.enter("storing");
            Provenance scoredBy = provenance.of(benchmark, BACKEND);
            KeptPredictions kept =
                    predictionFiles.write(assignment.attempt(), benchmark, prepared, neurons, predictions);
            ledger.succeed(
                    assignment.attempt(),
                    () -> Map.of(
                            "model",
                            models.register(job, spec, assignment.attempt(), scoredBy, score, kept)
                                    .reference()));
        }
    }

    private Predictions read(JobSpec.Score spec, PredictionTask task) throws JobFailedException {
        StoredObject object = objects.find(ObjectKey.ofContent(spec.predictionsSha256()))
                .orElseThrow(() -> new JobFailedException(
                        FailureKind.STORAGE, "The file of predictions is no longer stored: send it again."));
        PredictionsFormat format = switch (spec.format()) {
            case NPZ -> PredictionsFormat.NPZ;
            case HDF5 -> PredictionsFormat.HDF5;
        };
        try {
            Path file = TemporaryFiles.create("tonotopy-predictions-", ".tmp");
            try {
                VerifiedRead.toFile(store, object, file);
                return PredictionsFile.read(file, format, task);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (PredictionsRefusedException refused) {
            throw new JobFailedException(FailureKind.INVALID_INPUT, String.valueOf(refused.getMessage()), refused);
        } catch (ContentMismatchException damaged) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The file of predictions is damaged in the object store: restore it from a backup, or send it again.",
                    damaged);
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The file of predictions could not be brought from the object store (" + failure
                            + "): see that the store and the worker's disk are well, and ask again.",
                    failure);
        }
    }
}
