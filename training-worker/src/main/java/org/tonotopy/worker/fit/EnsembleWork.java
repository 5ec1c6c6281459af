package org.tonotopy.worker.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.FitOutcome;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.worker.cpu.ThreadBudget;
import org.tonotopy.worker.model.StoredModels;
import org.tonotopy.worker.provenance.ProvenanceRecorder;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobWork;

/** Puts fitted models together whose mean predicts, scores that once, and registers it with copies of all networks. */
@Component
class EnsembleWork implements JobWork {
    private final SharedBenchmarks benchmarks;
    private final NetworkBackend backend;
    private final ThreadBudget budget;
    private final StoredModels storedModels;
    private final ProvenanceRecorder provenance;
    private final ModelRegistry models;
    private final ModelVersionRepository versions;
    private final JobLedger ledger;

    EnsembleWork(
            SharedBenchmarks benchmarks,
            NetworkBackend backend,
            ThreadBudget budget,
            StoredModels storedModels,
            ProvenanceRecorder provenance,
            ModelRegistry models,
            ModelVersionRepository versions,
            JobLedger ledger) {
        this.benchmarks = benchmarks;
        this.backend = backend;
        this.budget = budget;
        this.storedModels = storedModels;
        this.provenance = provenance;
        this.models = models;
        this.versions = versions;
        this.ledger = ledger;
    }

    @Override
    public JobKind kind() {
        return JobKind.ENSEMBLE;
    }

    @Override
    public void run(Assignment assignment) throws JobFailedException {
        Job job = assignment.job();
        JobSpec.Ensemble spec = (JobSpec.Ensemble) job.spec();
        FitProgressReporter reporter = new FitProgressReporter(ledger, assignment, 0, System::nanoTime);
        reporter.enter("reading");
        List<ModelVersion> members = new ArrayList<>();
        List<FittedAssembly> parts = new ArrayList<>();
        for (VersionedName member : spec.members()) {
            members.add(versions.find(member).orElseThrow());
            parts.add(storedModels.read(members.get(members.size() - 1)));
            reporter.requireGoOn();
        }
        FittedAssembly ensemble = FittedAssembly.mean(parts);
        Benchmark benchmark = job.benchmark().orElseThrow();
        reporter.enter("scoring");
        BenchmarkScore score = score(benchmark, ensemble, reporter);
        reporter.enter("storing");
        ObjectKey key = ObjectKey.ofAttempt(job.id(), assignment.attempt().number(), StoredModels.WEIGHTS);
        StoredContent weights = storedModels.write(key, ensemble);
        FitOutcome outcome = new FitOutcome(
                key,
                weights,
                List.of(),
                members.stream().mapToDouble(ModelVersion::fitSeconds).sum(),
                ensemble.parameterCount(),
                provenance.of(benchmark, backend.name()),
                score);
        ledger.succeed(
                assignment.attempt(),
                () -> Map.of(
                        "model",
                        models.register(job, spec, members, assignment.attempt(), outcome)
                                .reference()));
    }

    private BenchmarkScore score(Benchmark benchmark, FittedAssembly ensemble, FitProgressReporter reporter)
            throws JobFailedException {
        try (var use = benchmarks.use(benchmark, reporter::requireGoOn);
                var share = budget.take(1, reporter::requireGoOn)) {
            return TestScore.of(use.benchmark(), ensemble, backend, share.threads());
        }
    }
}
