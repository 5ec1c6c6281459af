package org.tonotopy.worker.feature;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.feature.FeatureRefusedException;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeatureFigure;
import org.tonotopy.registry.feature.FeatureOutcome;
import org.tonotopy.registry.feature.FeatureRegistry;
import org.tonotopy.registry.feature.FeatureResult;
import org.tonotopy.registry.feature.FeatureSubject;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.worker.cpu.ThreadBudget;
import org.tonotopy.worker.fit.SharedBenchmarks;
import org.tonotopy.worker.model.StoredModels;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobWork;

/**
 * Finds what a model listens for, neuron by neuron. Each finished feature is kept at once, and an attempt begins behind
 * what earlier ones kept. A feature depends on model, settings, seed and neuron alone, so the end is the same as if no
 * attempt had been cut short.
 */
@Component
class FeatureWork implements JobWork {
    private static final Logger log = LoggerFactory.getLogger(FeatureWork.class);

    private final SharedBenchmarks benchmarks;
    private final StoredModels models;
    private final ModelVersionRepository versions;
    private final NetworkBackend backend;
    private final ThreadBudget budget;
    private final FeatureComputation computation;
    private final FeatureDrawing drawing;
    private final FeatureStore store;
    private final FeatureRegistry registry;
    private final JobLedger ledger;

    FeatureWork(
            SharedBenchmarks benchmarks,
            StoredModels models,
            ModelVersionRepository versions,
            NetworkBackend backend,
            ThreadBudget budget,
            FeatureComputation computation,
            FeatureDrawing drawing,
            FeatureStore store,
            FeatureRegistry registry,
            JobLedger ledger) {
        this.benchmarks = benchmarks;
        this.models = models;
        this.versions = versions;
        this.backend = backend;
        this.budget = budget;
        this.computation = computation;
        this.drawing = drawing;
        this.store = store;
        this.registry = registry;
        this.ledger = ledger;
    }

    @Override
    public JobKind kind() {
        return JobKind.FEATURE;
    }

    @Override
    public void run(Assignment assignment) throws JobFailedException {
        Job job = assignment.job();
        JobSpec.Feature spec = (JobSpec.Feature) job.spec();
        Set<FeatureSubject> made = new HashSet<>(
                registry.made(job.id()).stream().map(Feature::subject).toList());
        FeatureReporter reading = new FeatureReporter(ledger, assignment, made.size(), 0, System::nanoTime);
        reading.enter("reading");
        Benchmark benchmark = job.benchmark().orElseThrow();
        try (var use = benchmarks.use(benchmark, reading::requireGoOn)) {
            ModelToAsk model = model(spec.modelVersionId(), spec.model(), use.recording());
            Optional<ModelToAsk> other = Optional.empty();
            if (spec.counterpart().isPresent()) {
                JobSpec.Counterpart counterpart = spec.counterpart().get();
                other = Optional.of(model(counterpart.modelVersionId(), counterpart.model(), use.recording()));
            }
            List<FeatureSubject> asked = computation.subjects(spec, model);
            FeatureReporter reporter =
                    new FeatureReporter(ledger, assignment, made.size(), asked.size(), System::nanoTime);
            reporter.enter("computing");
            try (var share = budget.take(budget.threads(), reporter::requireGoOn)) {
                compute(
                        new FeatureQuestion(
                                spec,
                                model,
                                other,
                                job.dataset()
                                        .flatMap(Dataset::shape)
                                        .orElseThrow()
                                        .neurons(),
                                asked.stream()
                                        .filter(subject -> !made.contains(subject))
                                        .toList(),
                                share.threads()),
                        assignment.attempt(),
                        reporter);
            }
            reporter.enter("drawing");
        }
        finish(assignment.attempt(), spec);
    }

    /** Jobs about a model that is withdrawn go with it, but not those that only compare with it. */
    private ModelToAsk model(UUID id, VersionedName reference, Recording recording) throws JobFailedException {
        ModelVersion version = versions.findById(id)
                .orElseThrow(() -> new JobFailedException(
                        FailureKind.INVALID_INPUT,
                        reference + " was withdrawn meanwhile: compare with another model."));
        return ModelToAsk.of(version, models.read(version), recording, backend);
    }

    private void compute(FeatureQuestion question, Attempt attempt, FeatureReporter reporter)
            throws JobFailedException {
        long start = System.nanoTime();
        StoringListener listener = new StoringListener(question.spec(), attempt, reporter);
        try {
            computation.answer(question, listener);
        } catch (FeatureRefusedException refused) {
            throw new JobFailedException(
                    FailureKind.INVALID_INPUT,
                    "settings." + refused.field() + ": " + refused.getMessage() + ".",
                    refused);
        } catch (UnstoredFeatureException unstored) {
            throw unstored.failure();
        }
        log.info(
                "Made {} of {} for {} in {} s",
                question.spec().feature().kind(),
                question.subjects().size(),
                question.spec().model(),
                String.format("%.1f", (System.nanoTime() - start) / 1e9));
    }

    /** Keeps each feature as it is finished. */
    private final class StoringListener implements FeatureComputation.Listener {
        private final JobSpec.Feature spec;
        private final Attempt attempt;
        private final FeatureReporter reporter;

        StoringListener(JobSpec.Feature spec, Attempt attempt, FeatureReporter reporter) {
            this.spec = spec;
            this.attempt = attempt;
            this.reporter = reporter;
        }

        @Override
        public void finished(FeatureFile feature) {
            try {
                FeatureResult result = store.write(attempt, spec.feature().kind(), feature);
                reporter.finish(() -> registry.register(spec, attempt, result));
            } catch (JobFailedException failure) {
                throw new UnstoredFeatureException(failure);
            }
        }

        @Override
        public void advanced(double share) {
            reporter.advance(share);
        }
    }

    /** Brings the store's failure through code that knows of no store. */
    private static final class UnstoredFeatureException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient JobFailedException failure;

        UnstoredFeatureException(JobFailedException failure) {
            super(failure);
            this.failure = failure;
        }

        JobFailedException failure() {
            return failure;
        }
    }

    /** The figure of all neurons is drawn of what is stored, whichever attempts that came from. */
    private void finish(Attempt attempt, JobSpec.Feature spec) throws JobFailedException {
        List<Feature> all = registry.made(attempt.jobId());
        String kind = spec.feature().kind();
        Optional<DrawnPopulation> drawn = drawing.population(spec.model(), kind, all);
        Optional<FeatureFigure> figure = drawn.isPresent()
                ? Optional.of(store.writePopulation(attempt, kind, drawn.get().figure()))
                : Optional.empty();
        long complete = all.stream()
                .filter(feature -> feature.outcome() == FeatureOutcome.COMPLETE)
                .count();
        ledger.succeed(attempt, () -> {
            figure.ifPresent(stored ->
                    registry.register(spec, attempt, drawn.orElseThrow().neurons(), stored));
            return Map.of("features", all.size(), "complete", complete);
        });
    }
}
