package org.tonotopy.encoding.feature;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.ParameterBlock;
import org.tonotopy.encoding.network.ParameterLayout;

/**
 * The parameters of some of a network's neurons. Which axis of a block counts neurons shows when the layout is asked for
 * one neuron more, so that this holds for every kind of network.
 */
final class NeuronParameters {
    private NeuronParameters() {}

    /**
     * Takes what is shared, and of what each neuron has for itself the chosen ones.
     *
     * @param neurons indices, in the order of the result
     * @return a parameter vector for a network of as many neurons
     */
    static float[] select(NetworkSpec spec, NetworkShape shape, float[] parameters, List<Integer> neurons) {
        neurons.forEach(neuron -> requireNeuron(neuron, shape.neurons()));
        ParameterLayout all = spec.layout(shape);
        ParameterLayout oneMore = spec.layout(new NetworkShape(shape.bands(), shape.neurons() + 1));
        ParameterLayout chosen = spec.layout(new NetworkShape(shape.bands(), neurons.size()));
        float[] selected = new float[chosen.size()];
        for (int i = 0; i < all.blocks().size(); i++) {
            ParameterBlock from = all.blocks().get(i);
            int to = chosen.blocks().get(i).offset();
            OptionalInt axis = differingAxis(from, oneMore.blocks().get(i));
            if (axis.isEmpty()) {
                System.arraycopy(parameters, from.offset(), selected, to, from.size());
                continue;
            }
            int inner = from.shape().stream().skip(axis.getAsInt() + 1L).reduce(1, Math::multiplyExact);
            int outer = from.size() / inner / shape.neurons();
            for (int row = 0; row < outer; row++) {
                for (int place = 0; place < neurons.size(); place++) {
                    System.arraycopy(
                            parameters,
                            from.offset() + (row * shape.neurons() + neurons.get(place)) * inner,
                            selected,
                            to + (row * neurons.size() + place) * inner,
                            inner);
                }
            }
        }
        return selected;
    }

    static void requireNeuron(int neuron, int neurons) {
        if (neuron < 0 || neuron >= neurons) {
            throw new FeatureRefusedException(
                    "neurons", "there is no neuron " + neuron + ": the model has neurons 0 to " + (neurons - 1));
        }
    }

    private static OptionalInt differingAxis(ParameterBlock block, ParameterBlock other) {
        return IntStream.range(0, block.shape().size())
                .filter(axis -> !block.shape().get(axis).equals(other.shape().get(axis)))
                .findFirst();
    }
}
