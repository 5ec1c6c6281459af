package org.tonotopy.encoding.feature;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Whose response a feature is of: one neuron, or the mean of several.
 *
 * @param neurons indices of the model's neurons
 */
public record ResponseTarget(List<Integer> neurons) {
    /** Copies the list and checks that each is there once. */
    public ResponseTarget {
        neurons = List.copyOf(neurons);
        if (neurons.isEmpty() || neurons.stream().distinct().count() != neurons.size()) {
            throw new FeatureRefusedException("neurons", "neurons must name at least one neuron, and each once");
        }
    }

    /** One neuron. */
    public static ResponseTarget neuron(int neuron) {
        return new ResponseTarget(List.of(neuron));
    }

    /** The mean of all neurons. */
    public static ResponseTarget population(int neurons) {
        return new ResponseTarget(IntStream.range(0, neurons).boxed().toList());
    }

    /** Each neuron by itself. */
    public static List<ResponseTarget> each(int neurons) {
        return IntStream.range(0, neurons).mapToObj(ResponseTarget::neuron).toList();
    }

    /** @throws FeatureRefusedException if a model of so many neurons has not all of these */
    public void requireWithin(int count) {
        neurons.forEach(neuron -> NeuronParameters.requireNeuron(neuron, count));
    }
}
