package org.tonotopy.worker.queue;

import java.util.Optional;

/** The fit has come to the end of a rung and waits for the others of its sweep; what it had was kept. */
public final class JobParkedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Double> score;

    /**
     * Parked.
     *
     * @param score the best validation score so far; empty where it is undefined
     */
    public JobParkedException(Optional<Double> score) {
        super("the fit waits at the end of a rung");
        this.score = score;
    }

    /** The best validation score so far. */
    public Optional<Double> score() {
        return score;
    }
}
