package org.tonotopy.encoding.comparison;

import java.util.List;

/**
 * A model on a board.
 *
 * @param name shown, and decides the order among equals
 * @param scores one for each neuron, the same neurons in the same order for every entry; averaged over seeds; NaN where
 *     the neuron does not count
 */
public record BoardEntry(String name, List<Double> scores) {

    public BoardEntry {
        scores = List.copyOf(scores);
    }
}
