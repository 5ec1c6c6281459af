package org.tonotopy.registry.job;

/** What a job does. */
public enum JobKind {
    /** Reads and validates an uploaded recording. */
    INGEST,
    /** Fits a model to a benchmark and scores it. */
    FIT,
    /** Averages the predictions of fitted models and scores the mean. */
    ENSEMBLE,
    /** Finds what a fitted model listens for. */
    FEATURE,
    /** Writes a recording in another form than the uploaded one. */
    EXPORT,
    /** Scores predictions that were made elsewhere. */
    SCORE,
    /** Makes the fit of a model again and compares what comes out. */
    REPRODUCE,
    /** Predicts the responses of a model to stimuli that somebody sent. */
    PREDICT;

    /** Whether its jobs are never tried again: what they are for is asked for anew. */
    public boolean runsOnce() {
        return this == INGEST || this == SCORE;
    }
}
