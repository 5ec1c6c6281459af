package org.tonotopy.worker.queue;

/** How an attempt ended, as it is counted. */
enum AttemptOutcome {
    /** With its result. */
    SUCCEEDED,
    /** Somebody asked for it. */
    CANCELLED,
    /** Somebody asked for it. */
    PAUSED,
    /** The rest of its sweep decides whether it goes on. */
    PARKED,
    /** The worker was told to stop. */
    HANDED_BACK,
    /** Another attempt holds the job: this worker was thought lost. */
    SUPERSEDED,
    /** By a failure that passes by itself; the job is tried again unless that was done too often. */
    FAILED_FOR_NOW,
    /** For good. */
    FAILED,
    /** Nothing could be written of its end: the database was out of reach. */
    UNTOLD
}
