package org.tonotopy.worker.provenance;

import org.springframework.stereotype.Component;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.model.Provenance;
import org.tonotopy.worker.WorkerIdentity;

/** Says where a fitted model comes from. */
@Component
public final class ProvenanceRecorder {
    private final CodeVersion code = CodeVersion.ofThisProgram();
    private final Machine machine = Machine.ofThisProcess();
    private final WorkerIdentity worker;

    ProvenanceRecorder(WorkerIdentity worker) {
        this.worker = worker;
    }

    /**
     * The provenance of a model that this worker fitted.
     *
     * @param benchmark what it was fitted to
     * @param backend what computed
     */
    public Provenance of(Benchmark benchmark, String backend) {
        Dataset dataset = benchmark.dataset();
        return new Provenance(
                dataset.reference(),
                dataset.contentSha256(),
                benchmark.reference(),
                code.version(),
                code.dirty(),
                machine.java(),
                machine.operatingSystem(),
                machine.processor(),
                backend,
                worker.threads(),
                worker.name());
    }
}
