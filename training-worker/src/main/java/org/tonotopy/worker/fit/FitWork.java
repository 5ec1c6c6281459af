package org.tonotopy.worker.fit;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.fitting.AssembledNetwork;
import org.tonotopy.encoding.fitting.CompletedFit;
import org.tonotopy.encoding.fitting.DivergedFit;
import org.tonotopy.encoding.fitting.FitRequest;
import org.tonotopy.encoding.fitting.FitResult;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.fitting.FittingRecipe;
import org.tonotopy.encoding.fitting.GradientDescent;
import org.tonotopy.encoding.fitting.InvalidRecipeException;
import org.tonotopy.encoding.fitting.LossFunction;
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
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.NetworkOutcome;
import org.tonotopy.worker.WorkerSettings;
import org.tonotopy.worker.cpu.SideBySide;
import org.tonotopy.worker.cpu.ThreadBudget;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobMeters;
import org.tonotopy.worker.queue.JobWork;

/**
 * Fits a model to a benchmark's train stimuli, scores it once on the test stimuli, and registers what came out. A model of
 * several networks has them fitted side by side, one thread each; a single network gets more threads where they are free and
 * its batches have use for them.
 */
@Component
class FitWork implements JobWork {
    private static final Logger log = LoggerFactory.getLogger(FitWork.class);

    private final SharedBenchmarks benchmarks;
    private final NetworkBackend backend;
    private final ThreadBudget budget;
    private final ModelCompletion completion;
    private final ModelRegistry models;
    private final JobLedger ledger;
    private final JobMeters meters;
    private final CheckpointStore checkpointStore;
    private final WorkerSettings settings;

    FitWork(
            SharedBenchmarks benchmarks,
            NetworkBackend backend,
            ThreadBudget budget,
            ModelCompletion completion,
            ModelRegistry models,
            JobLedger ledger,
            JobMeters meters,
            CheckpointStore checkpointStore,
            WorkerSettings settings) {
        this.benchmarks = benchmarks;
        this.backend = backend;
        this.budget = budget;
        this.completion = completion;
        this.models = models;
        this.ledger = ledger;
        this.meters = meters;
        this.checkpointStore = checkpointStore;
        this.settings = settings;
    }

    /** A network that was fitted. */
    private record Fitted(NetworkPlan plan, CompletedFit fit, double seconds) {
        AssembledNetwork assembled() {
            return new AssembledNetwork(fit.model(), plan.neurons(), plan.turn().fold());
        }
    }

    @Override
    public JobKind kind() {
        return JobKind.FIT;
    }

    @Override
    public void run(Assignment assignment) throws JobFailedException {
        Job job = assignment.job();
        JobSpec.Fit spec = (JobSpec.Fit) job.spec();
        fit(
                assignment,
                spec,
                (prepared, made, reporter) -> completion.complete(
                        assignment,
                        prepared,
                        made,
                        reporter,
                        outcome -> models.register(job, spec, assignment.attempt(), outcome)));
    }

    /** How a job ends whose networks are fitted: it succeeds, or it fails for a reason. */
    interface Ending {
        void end(PreparedBenchmark prepared, ModelCompletion.Made made, FitProgressReporter reporter)
                throws JobFailedException;
    }

    /**
     * Fits the networks of a job.
     *
     * @param spec what is fitted
     * @param ending what is done with them
     */
    void fit(Assignment assignment, JobSpec.Fit spec, Ending ending) throws JobFailedException {
        FittingRecipe recipe = recipe(spec);
        FitProgressReporter reporter = new FitProgressReporter(
                ledger, assignment, RecipeTranslation.maxEpochs(recipe), System::nanoTime, meters::epoch);
        reporter.enter("reading");
        Benchmark benchmark = assignment.job().benchmark().orElseThrow();
        List<Integer> neurons = spec.neurons().isEmpty() ? benchmark.neurons() : spec.neurons();
        try (var use = benchmarks.use(benchmark, reporter::requireGoOn)) {
            PreparedBenchmark prepared = use.benchmark();
            refusePoissonOfTraces(recipe, prepared.recording());
            List<NetworkPlan> plans = NetworkPlan.of(spec, prepared, neurons);
            reporter.expect(plans.size());
            reporter.enter("fitting");
            FitCheckpoints checkpoints = new FitCheckpoints(
                    checkpointStore, assignment, reporter, settings.checkpointInterval(), System::nanoTime);
            List<Fitted> fitted =
                    new NetworkFits(spec, recipe, plans, prepared.recording(), reporter, checkpoints).run();
            double seconds = checkpoints.seconds();
            var made = new ModelCompletion.Made(
                    new FittedAssembly(fitted.stream().map(Fitted::assembled).toList()),
                    networks(fitted, neurons),
                    Optional.of(seconds),
                    fitted.stream()
                            .flatMap(network -> network.fit().backends().stream())
                            .distinct()
                            .collect(Collectors.joining("; then ")));
            ending.end(prepared, made, reporter);
            checkpoints.removeObjects();
        }
    }

    private static List<NetworkOutcome> networks(List<Fitted> fitted, List<Integer> neurons) {
        return fitted.stream()
                .map(network -> FitAccount.network(
                        network.plan(), network.plan().neurons().equals(neurons), network.fit(), network.seconds()))
                .toList();
    }

    /** The networks of one attempt. */
    private final class NetworkFits {
        private final JobSpec.Fit spec;
        private final FittingRecipe recipe;
        private final List<NetworkPlan> plans;
        private final Recording recording;
        private final FitProgressReporter reporter;
        private final FitCheckpoints checkpoints;

        NetworkFits(
                JobSpec.Fit spec,
                FittingRecipe recipe,
                List<NetworkPlan> plans,
                Recording recording,
                FitProgressReporter reporter,
                FitCheckpoints checkpoints) {
            this.spec = spec;
            this.recipe = recipe;
            this.plans = plans;
            this.recording = recording;
            this.reporter = reporter;
            this.checkpoints = checkpoints;
        }

        List<Fitted> run() throws JobFailedException {
            if (plans.size() == 1) {
                try (var share = budget.take(useOfThreads(recipe), reporter::requireGoOn)) {
                    return List.of(fit(0, share.threads(), () -> false));
                }
            }
            List<SideBySide.Part<Fitted>> parts = IntStream.range(0, plans.size())
                    .<SideBySide.Part<Fitted>>mapToObj(index -> abandoned -> {
                        Fitted fitted = fit(index, 1, abandoned);
                        reporter.networkDone();
                        return fitted;
                    })
                    .toList();
            return new SideBySide(budget, reporter::requireGoOn).run(parts);
        }

        private Fitted fit(int index, int threads, BooleanSupplier abandoned) throws JobFailedException {
            NetworkPlan plan = plans.get(index);
            CheckpointedFit running = new CheckpointedFit(
                    checkpoints,
                    reporter,
                    backend,
                    new CheckpointedFit.Which(index, of(plan), plans.size() > 1),
                    abandoned);
            FittingData data = plan.turn().data(plan.neurons());
            if (!data.holdsResponses()) {
                throw new JobFailedException(
                        FailureKind.INVALID_INPUT,
                        of(plan)
                                + "No response was recorded to the train stimuli: leave the neuron out, or split otherwise.");
            }
            FitRequest request = new FitRequest(
                    network(
                            spec,
                            TrainSounds.of(recording, data),
                            plan.neurons().size()),
                    recipe,
                    data.train(),
                    data.validation(),
                    data.validationScore(),
                    plan.turn().scaling(),
                    plan.seed(),
                    threads);
            FitResult result;
            try {
                result = running.run(request);
            } catch (InvalidRecipeException unsuitable) {
                throw invalid("training", of(plan), unsuitable);
            }
            if (result instanceof DivergedFit diverged) {
                throw new JobFailedException(FailureKind.DIVERGED, of(plan) + diverged.message());
            }
            CompletedFit fit = (CompletedFit) result;
            double seconds = running.seconds();
            log.info(
                    "{}Fitted {} with {} parameters: {} epochs in {} s, best epoch {}, validation score {}, {}; {}",
                    of(plan),
                    spec.model().kind(),
                    fit.model().parameterCount(),
                    fit.curve().size(),
                    String.format("%.1f", seconds),
                    fit.bestEpoch(),
                    String.format("%.4f", fit.bestValidationScore()),
                    fit.stopReason(),
                    running.cost());
            return new Fitted(plan, fit, seconds);
        }
    }

    /** A clip is computed by one thread, so there is use for as many as a batch has clips. */
    private static int useOfThreads(FittingRecipe recipe) {
        return recipe instanceof GradientDescent descent ? descent.batchClips() : 1;
    }

    private static String of(NetworkPlan plan) {
        return plan.name().isEmpty() ? "" : "Of " + plan.name() + ": ";
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

    private static FittingRecipe recipe(JobSpec.Fit spec) throws JobFailedException {
        try {
            return RecipeTranslation.recipe(spec.training());
        } catch (IllegalArgumentException unsuitable) {
            throw invalid("training", "", unsuitable);
        }
    }

    private static NetworkSpec network(JobSpec.Fit spec, TrainSounds sounds, int neurons) throws JobFailedException {
        try {
            NetworkSpec network = NetworkTranslation.network(spec.model(), sounds);
            network.layout(new NetworkShape(sounds.bands(), neurons));
            return network;
        } catch (IllegalArgumentException | ArithmeticException unsuitable) {
            throw invalid("model", "", unsuitable);
        }
    }

    private static JobFailedException invalid(String field, String of, RuntimeException unsuitable) {
        return new JobFailedException(
                FailureKind.INVALID_INPUT,
                of + "No fit can be made with this " + field + ": " + unsuitable.getMessage() + ".",
                unsuitable);
    }
}
