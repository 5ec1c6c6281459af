package org.tonotopy.encoding.fitting;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.ParameterBlock;

/**
 * How far two assemblies are from each other.
 *
 * @param sameBits whether every network, neuron, fold, weight and input scaling is the same to the last bit
 * @param weights largest difference of a weight, relative to the largest absolute weight of its array in either; empty where
 *     the networks differ in form or a weight is not finite
 * @param predictions largest difference of a prediction, relative to the largest absolute prediction for its neuron in either;
 *     empty where they predict other neurons or a prediction is not finite
 */
public record AssemblyDifference(boolean sameBits, OptionalDouble weights, OptionalDouble predictions) {

    /**
     * Compares two assemblies.
     *
     * @param sounds that both predict, unless they are the same
     * @param backend what computes
     * @param threads threads that it may use
     */
    public static AssemblyDifference between(
            FittedAssembly first,
            FittedAssembly second,
            List<HeldOutSound> sounds,
            NetworkBackend backend,
            int threads) {
        boolean sameForm = sameForm(first, second);
        if (sameForm && sameNumbers(first, second)) {
            return new AssemblyDifference(true, OptionalDouble.of(0), OptionalDouble.of(0));
        }
        return new AssemblyDifference(
                false,
                sameForm ? finite(weights(first, second)) : OptionalDouble.empty(),
                first.neurons().equals(second.neurons())
                        ? finite(predictions(
                                first.predict(sounds, backend, threads),
                                second.predict(sounds, backend, threads),
                                first.neurons().size()))
                        : OptionalDouble.empty());
    }

    private static boolean sameForm(FittedAssembly first, FittedAssembly second) {
        if (first.networks().size() != second.networks().size()) {
            return false;
        }
        for (int i = 0; i < first.networks().size(); i++) {
            AssembledNetwork one = first.networks().get(i);
            AssembledNetwork other = second.networks().get(i);
            if (!one.neurons().equals(other.neurons())
                    || !one.fold().equals(other.fold())
                    || !one.model().spec().equals(other.model().spec())
                    || !one.model().shape().equals(other.model().shape())) {
                return false;
            }
        }
        return true;
    }

    /** {@link Arrays#equals(float[], float[])} compares bits. */
    private static boolean sameNumbers(FittedAssembly first, FittedAssembly second) {
        for (int i = 0; i < first.networks().size(); i++) {
            FittedModel one = first.networks().get(i).model();
            FittedModel other = second.networks().get(i).model();
            if (!one.inputScaling().equals(other.inputScaling())
                    || !Arrays.equals(one.parameters(), other.parameters())) {
                return false;
            }
        }
        return true;
    }

    private static double weights(FittedAssembly first, FittedAssembly second) {
        double largest = 0;
        for (int i = 0; i < first.networks().size(); i++) {
            FittedModel model = first.networks().get(i).model();
            float[] one = model.parameters();
            float[] other = second.networks().get(i).model().parameters();
            for (ParameterBlock block : model.spec().layout(model.shape()).blocks()) {
                Span span = new Span();
                for (int at = block.offset(); at < block.offset() + block.size(); at++) {
                    span.add(one[at], other[at]);
                }
                largest = Math.max(largest, span.relative());
            }
        }
        return largest;
    }

    private static double predictions(List<float[]> first, List<float[]> second, int neurons) {
        double largest = 0;
        for (int neuron = 0; neuron < neurons; neuron++) {
            Span span = new Span();
            for (int sound = 0; sound < first.size(); sound++) {
                for (int at = neuron; at < first.get(sound).length; at += neurons) {
                    span.add(first.get(sound)[at], second.get(sound)[at]);
                }
            }
            largest = Math.max(largest, span.relative());
        }
        return largest;
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Largest value and largest difference of two series; what is not a number stays that, as {@link Math#max} has it. */
    private static final class Span {
        private double value;
        private double difference;

        void add(double one, double other) {
            value = Math.max(value, Math.max(Math.abs(one), Math.abs(other)));
            difference = Math.max(difference, Math.abs(one - other));
        }

        double relative() {
            return difference == 0 ? 0 : difference / value;
        }
    }
}
