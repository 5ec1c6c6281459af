package org.tonotopy.registry.feature;

import java.util.Optional;

/**
 * Whose a feature is: one neuron's, one hidden unit's, or where neither is named the population's.
 *
 * @param neuron index in the dataset
 * @param hiddenUnit index in the model
 */
public record FeatureSubject(Optional<Integer> neuron, Optional<Integer> hiddenUnit) {
    /** The mean of the neurons. */
    public static final FeatureSubject POPULATION = new FeatureSubject(Optional.empty(), Optional.empty());

    /** Checks that it is one of the three. */
    public FeatureSubject {
        if (neuron.isPresent() && hiddenUnit.isPresent()) {
            throw new IllegalArgumentException("a feature is of a neuron or of a hidden unit");
        }
    }

    /** One neuron. */
    public static FeatureSubject neuron(int index) {
        return new FeatureSubject(Optional.of(index), Optional.empty());
    }

    /** One hidden unit. */
    public static FeatureSubject hiddenUnit(int index) {
        return new FeatureSubject(Optional.empty(), Optional.of(index));
    }

    /** For names of files: lower-case letters, digits and hyphens. */
    public String slug() {
        return neuron.map(index -> "neuron-" + index)
                .or(() -> hiddenUnit.map(index -> "hidden-unit-" + index))
                .orElse("population");
    }
}
