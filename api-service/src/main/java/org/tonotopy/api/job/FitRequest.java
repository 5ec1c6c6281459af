package org.tonotopy.api.job;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a client says of the fits that it asks for, as it was sent.
 *
 * @param benchmark reference of the benchmark
 * @param model what is fitted
 * @param training how
 * @param units what one network predicts
 * @param neurons which of the benchmark's neurons
 * @param modelName under which the fitted model is kept
 */
public record FitRequest(
        @Nullable String benchmark,
        @Nullable JsonNode model,
        @Nullable JsonNode training,
        @Nullable String units,
        @Nullable JsonNode neurons,
        @Nullable String modelName) {}
