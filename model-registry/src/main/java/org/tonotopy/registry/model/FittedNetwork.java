package org.tonotopy.registry.model;

import java.util.List;
import java.util.Optional;

/**
 * One network of a fitted model.
 *
 * @param fold the fold of the benchmark that it was fitted for, from 0; empty: the benchmark has no folds
 * @param neurons indices in the dataset of the neurons that it predicts, ascending; empty: all that the model predicts
 * @param seed its own seed: the model's, or derived from that and from fold and neuron
 * @param parameterCount number of fitted parameters
 * @param fit how its fit went
 * @param fitSeconds wall time of its fit in seconds
 */
public record FittedNetwork(
        Optional<Integer> fold,
        List<Integer> neurons,
        long seed,
        long parameterCount,
        FitSummary fit,
        double fitSeconds) {
    /** Copies the list. */
    public FittedNetwork {
        neurons = List.copyOf(neurons);
    }
}
