package org.tonotopy.encoding.fitting;

import java.util.List;
import java.util.Optional;

/**
 * One network of an assembly.
 *
 * @param model the network and its weights
 * @param neurons indices in the recording of the neurons that it predicts, ascending, in the order of its outputs
 * @param fold the fold that it was fitted for; empty where it was fitted for all stimuli alike
 */
public record AssembledNetwork(FittedModel model, List<Integer> neurons, Optional<Integer> fold) {
    public AssembledNetwork {
        neurons = List.copyOf(neurons);
        if (neurons.size() != model.shape().neurons()) {
            throw new IllegalArgumentException("a network of " + model.shape().neurons() + " outputs cannot predict "
                    + neurons.size() + " neurons");
        }
        for (int i = 1; i < neurons.size(); i++) {
            if (neurons.get(i) <= neurons.get(i - 1)) {
                throw new IllegalArgumentException("the neurons of a network must be ascending, not " + neurons);
            }
        }
    }

    /**
     * Which of its outputs is a neuron's.
     *
     * @param neuron index in the recording
     * @throws IllegalArgumentException if it does not predict the neuron
     */
    public int output(int neuron) {
        int output = neurons.indexOf(neuron);
        if (output < 0) {
            throw new IllegalArgumentException("the network does not predict neuron " + neuron);
        }
        return output;
    }

    /** Whether it has a say in the prediction of a sound that this fold held out; empty: a sound of no fold. */
    boolean appliesTo(Optional<Integer> heldOutBy) {
        return fold.isEmpty() || heldOutBy.isEmpty() || fold.equals(heldOutBy);
    }
}
