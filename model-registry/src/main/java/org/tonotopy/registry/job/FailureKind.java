package org.tonotopy.registry.job;

/** Why a job failed, as a kind. */
public enum FailureKind {
    /** The worker ran out of memory. */
    OUT_OF_MEMORY,
    /** The data or the settings cannot be worked with. */
    INVALID_INPUT,
    /** The fit's loss or weights were no longer finite. */
    DIVERGED,
    /** The worker vanished too often. */
    WORKER_LOST,
    /** The object store failed or lost something. */
    STORAGE,
    /** A defect of the platform. */
    INTERNAL;

    /** Whether it may pass by itself, so that another try is worth it. */
    public boolean passes() {
        return this == WORKER_LOST || this == STORAGE;
    }
}
