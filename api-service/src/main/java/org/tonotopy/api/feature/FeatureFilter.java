package org.tonotopy.api.feature;

import java.util.Optional;
import java.util.UUID;
import org.tonotopy.api.problem.WholeRange;
import org.tonotopy.registry.dataset.DatasetShape;

/**
 * Which features of a model are listed.
 *
 * @param kind only of this kind
 * @param neuron only of this neuron, by index in the dataset
 * @param job only what this job made
 */
record FeatureFilter(Optional<String> kind, Optional<Integer> neuron, Optional<UUID> job) {
    /** Refuses a neuron that no dataset has. */
    FeatureFilter {
        neuron.ifPresent(index -> WholeRange.require("neuron", index, 0, DatasetShape.MOST_NEURONS - 1));
    }

    /** Names the query for page tokens. */
    String query(String model) {
        return "features " + model + " " + kind.orElse("*") + " "
                + neuron.map(String::valueOf).orElse("*") + " "
                + job.map(UUID::toString).orElse("*");
    }
}
