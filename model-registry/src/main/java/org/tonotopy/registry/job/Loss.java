package org.tonotopy.registry.job;

/** How an attempt came to be taken from its worker. */
public enum Loss {
    /** The worker is gone, or gave no sign of life for too long. */
    VANISHED("lost", "LOST"),
    /** The worker is alive, and the attempt showed no progress. */
    STALLED("stalled", "STALLED"),
    /** Another worker has the job, or its own does nothing for it: of the worker, that says nothing. */
    TAKEN_AWAY("lost", "TAKEN_AWAY");

    private final String event;
    private final String outcome;

    Loss(String event, String outcome) {
        this.event = event;
        this.outcome = outcome;
    }

    /** Type of the event that tells it. */
    String event() {
        return event;
    }

    /** Outcome of the attempt. */
    public String outcome() {
        return outcome;
    }
}
