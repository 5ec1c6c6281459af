package org.tonotopy.worker.queue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.deeplearning4j.GpuProof;
import org.tonotopy.registry.worker.WorkerDevice;
import org.tonotopy.worker.WorkerSettings;

/** Proves, before the worker takes a job, that it computes on what it says. A worker that cannot is not started. */
@Component
public final class BackendProof {
    private static final Logger log = LoggerFactory.getLogger(BackendProof.class);

    private final WorkerDevice device;

    /** @throws IllegalStateException if there is no such device to compute on */
    BackendProof(WorkerSettings settings) {
        device = settings.device();
        if (device == WorkerDevice.GPU) {
            log.info("Proved by computing: {}", GpuProof.prove());
        }
    }

    /** What this worker was proved to compute on. */
    public WorkerDevice device() {
        return device;
    }
}
