package org.tonotopy.worker.fit;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.fitting.AssemblyDifference;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.FittedSpec;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.reproduction.Reproduction;
import org.tonotopy.registry.reproduction.ReproductionRegistry;
import org.tonotopy.registry.reproduction.ReproductionVerdict;
import org.tonotopy.worker.cpu.ThreadBudget;
import org.tonotopy.worker.model.StoredModels;
import org.tonotopy.worker.provenance.ProvenanceRecorder;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobWork;

/**
 * Makes the fit of a model again and compares the networks with the model's. What comes out is not kept and not scored: the test
 * responses are not looked at again.
 */
@Component
class ReproductionWork implements JobWork {
    private final FitWork fits;
    private final NetworkBackend backend;
    private final ThreadBudget budget;
    private final StoredModels storedModels;
    private final ModelVersionRepository versions;
    private final ReproductionRegistry reproductions;
    private final ProvenanceRecorder provenance;
    private final JobLedger ledger;

    ReproductionWork(
            FitWork fits,
            NetworkBackend backend,
            ThreadBudget budget,
            StoredModels storedModels,
            ModelVersionRepository versions,
            ReproductionRegistry reproductions,
            ProvenanceRecorder provenance,
            JobLedger ledger) {
        this.fits = fits;
        this.backend = backend;
        this.budget = budget;
        this.storedModels = storedModels;
        this.versions = versions;
        this.reproductions = reproductions;
        this.provenance = provenance;
        this.ledger = ledger;
    }

    @Override
    public JobKind kind() {
        return JobKind.REPRODUCE;
    }

    @Override
    public void run(Assignment assignment) throws JobFailedException {
        JobSpec.Reproduce spec = (JobSpec.Reproduce) assignment.job().spec();
        fits.fit(
                assignment,
                spec.fit(),
                (prepared, made, reporter) -> compare(assignment, spec, prepared, made, reporter));
    }

    private void compare(
            Assignment assignment,
            JobSpec.Reproduce spec,
            PreparedBenchmark prepared,
            ModelCompletion.Made made,
            FitProgressReporter reporter)
            throws JobFailedException {
        reporter.enter("comparing");
        ModelVersion version = versions.findById(spec.modelVersionId()).orElseThrow();
        FittedAssembly original = storedModels.read(version);
        AssemblyDifference difference;
        try (var share = budget.take(1, reporter::requireGoOn)) {
            difference =
                    AssemblyDifference.between(original, made.model(), prepared.testSounds(), backend, share.threads());
        }
        Optional<Double> predictions = boxed(difference.predictions());
        Reproduction outcome = new Reproduction(
                ReproductionVerdict.of(difference.sameBits(), predictions),
                boxed(difference.weights()),
                predictions,
                Sha256.hex(FittedSpec.of(spec.fit()).sha256()),
                spec.fit().seed(),
                made.fitSeconds().orElseThrow(),
                provenance.of(version.benchmark(), made.backend()));
        ledger.succeed(assignment.attempt(), () -> {
            reproductions.register(spec, assignment.attempt(), outcome);
            return Map.of("reproduces", spec.model(), "verdict", outcome.verdict());
        });
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
