package org.tonotopy.worker.queue;

/** The fit has come to the end of a rung and waits for the others of its sweep; what it had was kept. */
public final class JobParkedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Parked. */
    public JobParkedException() {
        super("the fit waits at the end of a rung");
    }
}
