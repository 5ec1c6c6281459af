package org.tonotopy.worker.queue;

/** Somebody asked to cancel the job, and the work was put down. */
public final class JobCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Cancelled. */
    public JobCancelledException() {
        super("the job was cancelled");
    }
}
