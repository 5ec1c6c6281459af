package org.tonotopy.registry.job;

/** Where a job stands. */
public enum JobState {
    /** Waits for a worker. */
    QUEUED(false),
    /** A worker has it. */
    RUNNING(false),
    /** A worker has it and will pause at the next epoch. */
    PAUSING(false),
    /** Waits for somebody to resume it. */
    PAUSED(false),
    /** A worker has it and will stop at the next epoch. */
    CANCELLING(false),
    /** Done. */
    SUCCEEDED(true),
    /** Ended without its result; the failure says why. */
    FAILED(true),
    /** Ended because somebody asked for it. */
    CANCELLED(true);

    private final boolean terminal;

    JobState(boolean terminal) {
        this.terminal = terminal;
    }

    /** Whether a worker has it. */
    public boolean isHeld() {
        return this == RUNNING || this == PAUSING || this == CANCELLING;
    }

    /** Whether nothing will change any more. */
    public boolean isTerminal() {
        return terminal;
    }
}
