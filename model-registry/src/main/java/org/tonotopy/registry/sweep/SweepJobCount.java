package org.tonotopy.registry.sweep;

import java.util.UUID;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobState;

/**
 * Jobs of a sweep that are alike.
 *
 * @param sweep whose they are
 * @param kind fits, or the ensemble
 * @param state where they stand
 * @param jobs how many, at least 1
 */
public record SweepJobCount(UUID sweep, JobKind kind, JobState state, long jobs) {}
