package org.tonotopy.registry.job;

/** How far a job is; the latest stands in the job's row, all of them in its events. */
public sealed interface JobProgress permits FitProgress, FeatureProgress {
    /** What the worker does now. */
    String phase();
}
