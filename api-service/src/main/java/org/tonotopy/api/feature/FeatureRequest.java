package org.tonotopy.api.feature;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.reference.AliasedName;
import tools.jackson.databind.JsonNode;

/**
 * What a request for a feature job says.
 *
 * @param feature kind of feature
 * @param model reference of the model, a text
 * @param neurons indices, or a word
 * @param settings an object
 * @param counterpart what a contrast compares with
 */
public record FeatureRequest(
        Optional<String> feature,
        Optional<JsonNode> model,
        Optional<JsonNode> neurons,
        Optional<JsonNode> settings,
        Optional<Counterpart> counterpart) {
    /**
     * What a contrast compares with.
     *
     * @param model reference of the other model
     * @param neuron index in the dataset of the other neuron
     */
    @Schema(name = "CreateJobCounterpart", description = "What a contrast compares with.")
    public record Counterpart(
            @Schema(
                    description = "Name and version of the other model; the same where it is left out.",
                    pattern = AliasedName.EITHER_PATTERN)
            @Nullable String model,

            @Schema(
                    description = "Index in the dataset of the other neuron; the same where it is left out.",
                    minimum = "0",
                    maximum = "" + (DatasetShape.MOST_NEURONS - 1))
            @Nullable Integer neuron) {}
}
