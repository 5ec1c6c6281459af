package org.tonotopy.worker.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.worker.model.StoredModels;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobWork;

/** Puts fitted models together whose mean predicts, scores that once, and registers it with copies of all networks. */
@Component
class EnsembleWork implements JobWork {
    private final SharedBenchmarks benchmarks;
    private final NetworkBackend backend;
    private final StoredModels storedModels;
    private final ModelCompletion completion;
    private final ModelRegistry models;
    private final ModelVersionRepository versions;
    private final JobLedger ledger;

    EnsembleWork(
            SharedBenchmarks benchmarks,
            NetworkBackend backend,
            StoredModels storedModels,
            ModelCompletion completion,
            ModelRegistry models,
            ModelVersionRepository versions,
            JobLedger ledger) {
        this.benchmarks = benchmarks;
        this.backend = backend;
        this.storedModels = storedModels;
        this.completion = completion;
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
        FitProgressReporter reporter = new FitProgressReporter(ledger, assignment, 0, System::nanoTime, () -> {});
        reporter.enter("reading");
        List<ModelVersion> members = new ArrayList<>();
        List<FittedAssembly> parts = new ArrayList<>();
        for (VersionedName member : spec.members()) {
            members.add(versions.find(member).orElseThrow());
            parts.add(storedModels.read(members.get(members.size() - 1)));
            reporter.requireGoOn();
        }
        var made = new ModelCompletion.Made(
                FittedAssembly.mean(parts),
                List.of(),
                Optional.of(members.stream()
                        .flatMap(member -> member.fitSeconds().stream())
                        .mapToDouble(Double::doubleValue)
                        .sum()),
                backend.name());
        try (var use = benchmarks.use(job.benchmark().orElseThrow(), reporter::requireGoOn)) {
            completion.complete(
                    assignment,
                    use.benchmark(),
                    made,
                    reporter,
                    outcome -> models.register(job, spec, members, assignment.attempt(), outcome));
        }
    }
}
