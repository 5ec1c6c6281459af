package org.tonotopy.api.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

/**
 * Says which hyperparameters a sweep tries.
 *
 * @param method how
 * @param parameters path to the values that are tried
 * @param samples how many points are drawn
 * @param seed of the drawing
 * @param points each with its values by path
 */
@Schema(
        name = "SweepSearch",
        description = "Which hyperparameters are tried. A hyperparameter is named by model. or training. and its name"
                + " as GET /api/v1/model-kinds lists it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchRequest(
        @Schema(
                description = "grid: every combination of the values; random: points drawn by chance; list: the points"
                        + " that are listed.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"grid", "random", "list"})
        @Nullable String method,

        @Schema(
                types = "object",
                description =
                        "Of a grid and of random points: by hyperparameter a list of values, or of random points a"
                                + " range with low, high and scale (linear, the default, or log). Numbers are drawn"
                                + " uniformly from low to high, or their logarithms are; real ones are rounded to four"
                                + " digits.",
                example = "{\"model.channels\": [4, 7], \"training.learning_rate\": [0.001, 0.003]}")
        @Nullable Map<String, JsonNode> parameters,

        @Schema(description = "Of random points: how many.", minimum = "1", maximum = "" + SweepSize.MOST) @Nullable Integer samples,

        @Schema(
                description = "Of random points: the same seed draws the same points.",
                minimum = "0",
                maximum = "" + RegistryJson.LARGEST_WHOLE,
                defaultValue = "0")
        @Nullable Long seed,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                description = "Of a list: the points, each an object of values by hyperparameter.",
                                example = "[{\"model.channels\": 4, \"training.learning_rate\": 0.003}]"),
                minItems = 1,
                maxItems = SweepSize.MOST)
        @Nullable List<@Nullable Map<String, JsonNode>> points) {}
