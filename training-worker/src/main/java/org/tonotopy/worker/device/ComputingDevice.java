package org.tonotopy.worker.device;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonotopy.encoding.cuda.GpuMemoryException;
import org.tonotopy.encoding.cuda.GpuUnavailableException;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.registry.worker.WorkerDevice;

/**
 * What this worker computes on. It is proved at the start, which a worker does not survive where it fails, and before every
 * job; once it has failed then, it takes none any more.
 */
public final class ComputingDevice {
    private static final Logger log = LoggerFactory.getLogger(ComputingDevice.class);

    private final WorkerDevice kind;
    private final NetworkBackend backend;
    private final Runnable proof;
    private volatile String failure = "";

    /**
     * @param kind what it is
     * @param backend what computes networks on it
     * @param proof computes something whose result is known; throws where something else comes out
     * @throws GpuUnavailableException if it fails the proof
     */
    public ComputingDevice(WorkerDevice kind, NetworkBackend backend, Runnable proof) {
        this.kind = kind;
        this.backend = backend;
        this.proof = proof;
        proof.run();
    }

    /** What it is. */
    public WorkerDevice kind() {
        return kind;
    }

    /** What computes networks on it. */
    public NetworkBackend backend() {
        return backend;
    }

    /**
     * Proves it again.
     *
     * @return whether it may be given a job
     * @throws RuntimeException where the proof was interrupted; that says nothing of the device
     */
    public boolean isFit() {
        if (failure.isEmpty()) {
            try {
                proof.run();
            } catch (GpuUnavailableException | GpuMemoryException wrong) {
                log.error("This worker takes no jobs any more, start it again: {}", wrong.getMessage(), wrong);
                failure = String.valueOf(wrong.getMessage());
            }
        }
        return failure.isEmpty();
    }

    /** Why it is given no jobs any more; empty where it is. */
    public Optional<String> failure() {
        return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
    }
}
