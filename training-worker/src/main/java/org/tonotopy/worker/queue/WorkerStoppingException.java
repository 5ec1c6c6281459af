package org.tonotopy.worker.queue;

/** The worker stops, and the work was put down for another worker to begin again. */
public final class WorkerStoppingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Stopping. */
    public WorkerStoppingException() {
        super("the worker is stopping");
    }
}
