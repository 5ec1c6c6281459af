package org.tonotopy.encoding.response;

import java.util.List;

/**
 * What a {@link NeuronFilter} decided.
 *
 * @param kept indices of the neurons that count, increasing
 * @param leftOut the others, each with its reason
 */
public record NeuronSelection(List<Integer> kept, List<LeftOut> leftOut) {

    public NeuronSelection {
        kept = List.copyOf(kept);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A neuron that does not count.
     *
     * @param neuron its index
     * @param name its name
     * @param why one sentence
     */
    public record LeftOut(int neuron, String name, String why) {}
}
