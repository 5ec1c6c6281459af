package org.tonotopy.api.job;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a fit.
 *
 * @param kind what is to be done
 * @param benchmark reference of the benchmark
 * @param model what is fitted
 * @param training how
 * @param seed of initial weights, order and dropout
 * @param modelName under which the fitted model is kept
 */
@Schema(description = "Asks for a fit.")
record CreateJobRequest(
        @Schema(
                description = "What is to be done.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = "fit")
        @Nullable String kind,

        @Schema(
                description = "Name and version of a benchmark.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "ns1-natural@1")
        @Nullable String benchmark,

        @Schema(
                description = "A kind of model with any of its hyperparameters, as GET /api/v1/model-kinds"
                        + " describes them; what is left out takes its default.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "{\"kind\": \"statenet\"}")
        @Nullable JsonNode model,

        @Schema(
                description = "A way to train with any of its hyperparameters; the model's own recipe where it"
                        + " is left out.",
                example = "{\"kind\": \"gradient\", \"max_epochs\": 100}")
        @Nullable JsonNode training,

        @Schema(
                description = "Seed of initial weights, order and dropout.",
                minimum = "0",
                maximum = "9007199254740991",
                defaultValue = "0")
        @Nullable Long seed,

        @Schema(
                description = "Under which the fitted model is kept; the model's kind, a hyphen and the"
                        + " benchmark's name where it is left out.",
                pattern = VersionedName.NAME_PATTERN,
                example = "statenet-ns1-natural")
        @Nullable String modelName) {}
