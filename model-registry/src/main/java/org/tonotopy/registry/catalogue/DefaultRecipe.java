package org.tonotopy.registry.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a fit takes where a request is silent and a model is of some sort.
 *
 * @param appliesTo settings of the model, {@code kind} among them, to the values that they may have
 * @param note why, or where the numbers come from
 * @param model defaults of the model's other settings
 * @param training kind of the training
 * @param settings kind of a training to defaults of its settings
 */
public record DefaultRecipe(
        @JsonProperty("for") Condition appliesTo,
        String note,
        SortedMap<String, JsonNode> model,
        Optional<String> training,
        SortedMap<String, SortedMap<String, JsonNode>> settings) {
    /** Copies the maps. */
    public DefaultRecipe {
        model = Collections.unmodifiableSortedMap(new TreeMap<>(model));
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    boolean suits(Specification asked) {
        return appliesTo.holds(asked.flat());
    }
}
