package org.tonotopy.registry.benchmark;

import java.util.List;

/**
 * The neurons that a benchmark is about.
 *
 * @param neurons indices in the dataset, from 0, ascending; empty: all
 */
public record NeuronSelection(List<Integer> neurons) {
    /** Copies the list. */
    public NeuronSelection {
        neurons = List.copyOf(neurons);
    }

    /** Every neuron of the dataset. */
    public static NeuronSelection all() {
        return new NeuronSelection(List.of());
    }
}
