package org.tonotopy.worker.fit;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.fitting.CompletedFit;
import org.tonotopy.encoding.fitting.DivergedFit;
import org.tonotopy.encoding.fitting.FitRequest;
import org.tonotopy.encoding.fitting.FitResult;
import org.tonotopy.encoding.fitting.Fitter;
import org.tonotopy.encoding.fitting.FittingRecipe;
import org.tonotopy.encoding.fitting.GradientDescent;
import org.tonotopy.encoding.fitting.InvalidRecipeException;
import org.tonotopy.encoding.fitting.LossFunction;
import org.tonotopy.encoding.fitting.Predictor;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.FitOutcome;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.worker.WorkerIdentity;
import org.tonotopy.worker.provenance.ProvenanceRecorder;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobWork;

/** Fits a model to a benchmark's train stimuli, scores it once on the test stimuli, and registers what came out. */
@Component
class FitWork implements JobWork {
    private static final Logger log = LoggerFactory.getLogger(FitWork.class);

    private final BenchmarkPreparation preparation;
    private final NetworkBackend backend;
    private final WeightsStore weightsStore;
    private final ProvenanceRecorder provenance;
    private final ModelRegistry models;
    private final JobLedger ledger;
    private final WorkerIdentity worker;

    FitWork(
            BenchmarkPreparation preparation,
            NetworkBackend backend,
            WeightsStore weightsStore,
            ProvenanceRecorder provenance,
            ModelRegistry models,
            JobLedger ledger,
            WorkerIdentity worker) {
        this.preparation = preparation;
        this.backend = backend;
        this.weightsStore = weightsStore;
        this.provenance = provenance;
        this.models = models;
        this.ledger = ledger;
        this.worker = worker;
    }

    @Override
    public JobKind kind() {
        return JobKind.FIT;
    }

    @Override
    public void run(Assignment assignment) throws JobFailedException {
        Job job = assignment.job();
        JobSpec.Fit spec = (JobSpec.Fit) job.spec();
        FittingRecipe recipe = recipe(spec);
        FitProgressReporter reporter =
                new FitProgressReporter(ledger, assignment, RecipeTranslation.maxEpochs(recipe), System::nanoTime);
        reporter.enter("reading");
        Benchmark benchmark = job.benchmark().orElseThrow();
        PreparedBenchmark prepared = preparation.prepare(benchmark);
        refusePoissonOfTraces(recipe, prepared.recording());
        reporter.enter("fitting");
        long start = System.nanoTime();
        CompletedFit fit = fit(request(spec, recipe, prepared), reporter);
        double seconds = (System.nanoTime() - start) / 1e9;
        log.info(
                "Fitted {} with {} parameters: {} epochs in {} s, best epoch {}, validation score {}, {}",
                spec.model().kind(),
                fit.model().parameterCount(),
                fit.curve().size(),
                String.format("%.1f", seconds),
                fit.bestEpoch(),
                String.format("%.4f", fit.bestValidationScore()),
                fit.stopReason());
        reporter.enter("scoring");
        Predictor predictor = fit.model().predictor(backend, worker.threads());
        BenchmarkScore score = TestScore.of(prepared, predictor::predict);
        reporter.enter("storing");
        ObjectKey key = ObjectKey.ofAttempt(job.id(), assignment.attempt().number(), WeightsStore.NAME);
        StoredContent weights = weightsStore.write(key, fit.model());
        FitOutcome outcome = new FitOutcome(
                fit.model().parameterCount(),
                key,
                weights,
                FitAccount.summary(fit),
                FitAccount.curve(fit),
                seconds,
                provenance.of(benchmark, fit.backend()),
                score);
        ledger.succeed(
                assignment.attempt(),
                () -> Map.of(
                        "model",
                        models.register(job, spec, assignment.attempt(), outcome)
                                .reference()));
    }

    private static void refusePoissonOfTraces(FittingRecipe recipe, Recording recording) throws JobFailedException {
        boolean poisson = recipe instanceof GradientDescent descent && descent.loss() == LossFunction.POISSON;
        if (poisson && recording.responseKind() == ResponseKind.TRACE) {
            throw new JobFailedException(
                    FailureKind.INVALID_INPUT,
                    "training.loss: the responses are signed traces, and the Poisson loss is one of spike counts: use mse,"
                            + " and an output that can be negative, such as identity.");
        }
    }

    private CompletedFit fit(FitRequest request, FitProgressReporter reporter) throws JobFailedException {
        FitResult result;
        try {
            result = new Fitter(backend).fit(request, reporter);
        } catch (InvalidRecipeException unsuitable) {
            throw invalid("training", unsuitable);
        }
        if (result instanceof DivergedFit diverged) {
            throw new JobFailedException(FailureKind.DIVERGED, diverged.message());
        }
        return (CompletedFit) result;
    }

    private FitRequest request(JobSpec.Fit spec, FittingRecipe recipe, PreparedBenchmark prepared)
            throws JobFailedException {
        return new FitRequest(
                network(spec, prepared),
                recipe,
                prepared.train(),
                prepared.validation(),
                prepared.validationScore(),
                prepared.scaling(),
                spec.seed(),
                worker.threads());
    }

    private static FittingRecipe recipe(JobSpec.Fit spec) throws JobFailedException {
        try {
            return RecipeTranslation.recipe(spec.training());
        } catch (IllegalArgumentException unsuitable) {
            throw invalid("training", unsuitable);
        }
    }

    private static NetworkSpec network(JobSpec.Fit spec, PreparedBenchmark prepared) throws JobFailedException {
        Recording recording = prepared.recording();
        try {
            NetworkSpec network =
                    NetworkTranslation.network(spec.model(), recording.centerFrequenciesHz(), recording.dtMs());
            network.layout(
                    new NetworkShape(recording.bands(), prepared.neurons().size()));
            return network;
        } catch (IllegalArgumentException | ArithmeticException unsuitable) {
            throw invalid("model", unsuitable);
        }
    }

    private static JobFailedException invalid(String field, RuntimeException unsuitable) {
        return new JobFailedException(
                FailureKind.INVALID_INPUT,
                "No fit can be made with this " + field + ": " + unsuitable.getMessage() + ".",
                unsuitable);
    }
}
