package org.tonotopy.api.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model of a sweep of several.
 *
 * @param model what is fitted
 * @param training how
 * @param search which of their hyperparameters are tried
 */
@Schema(name = "SweepModel", description = "A model of a sweep of several.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelRequest(
        @Schema(
                description = "A kind of model with any of its hyperparameters.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "{\"kind\": \"statenet\"}")
        @Nullable JsonNode model,

        @Schema(
                description = "A way to train with any of its hyperparameters; the model's own recipe where it is left"
                        + " out.",
                example = "{\"kind\": \"gradient\", \"max_epochs\": 100}")
        @Nullable JsonNode training,

        @Schema(description = "Which hyperparameters are tried; none where it is left out.") @Nullable SearchRequest search) {}
