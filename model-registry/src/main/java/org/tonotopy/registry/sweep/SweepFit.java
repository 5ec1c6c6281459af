package org.tonotopy.registry.sweep;

import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.job.JobState;
import tools.jackson.databind.JsonNode;

/**
 * A fit of a sweep, without all that its job has besides.
 *
 * @param jobId its job
 * @param state where that stands
 * @param spec what is fitted
 * @param validationScore best so far; empty: none yet
 * @param model what it made, by reference; empty unless it SUCCEEDED
 * @param failure why it failed
 */
public record SweepFit(
        UUID jobId,
        JobState state,
        JsonNode spec,
        Optional<Double> validationScore,
        Optional<String> model,
        Optional<String> failure) {}
