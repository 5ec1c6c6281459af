package org.tonotopy.worker.queue;

/** Somebody asked to pause the job; what it had was kept. */
public final class JobPausedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Paused. */
    public JobPausedException() {
        super("the job was paused");
    }
}
