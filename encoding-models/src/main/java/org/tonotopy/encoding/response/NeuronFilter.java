package org.tonotopy.encoding.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.SingleUnit;

/** Which neurons of a recording a benchmark is about. */
public sealed interface NeuronFilter {

    /** Applies the filter. */
    NeuronSelection select(List<Neuron> neurons);

    /** Every neuron. */
    record All() implements NeuronFilter {
        @Override
        public NeuronSelection select(List<Neuron> neurons) {
            return new NeuronSelection(
                    IntStream.range(0, neurons.size()).boxed().toList(), List.of());
        }
    }

    /**
     * Neurons by their index.
     *
     * @param indices counted from 0
     */
    record Listed(Set<Integer> indices) implements NeuronFilter {

        public Listed {
            indices = Set.copyOf(indices);
        }

        /** @throws IllegalArgumentException where an index names no neuron */
        @Override
        public NeuronSelection select(List<Neuron> neurons) {
            for (int index : new TreeSet<>(indices)) {
                if (index < 0 || index >= neurons.size()) {
                    throw new IllegalArgumentException("the filter lists neuron " + index
                            + ", but the recording has neurons 0 to " + (neurons.size() - 1));
                }
            }
            List<Integer> kept = new ArrayList<>();
            List<NeuronSelection.LeftOut> leftOut = new ArrayList<>();
            for (int i = 0; i < neurons.size(); i++) {
                if (indices.contains(i)) {
                    kept.add(i);
                } else {
                    leftOut.add(new NeuronSelection.LeftOut(i, neurons.get(i).name(), "It is not on the list."));
                }
            }
            return new NeuronSelection(kept, leftOut);
        }
    }

    /**
     * Neurons by what is known about them. Where a condition is set and the attribute is unknown, the neuron is left
     * out.
     *
     * @param minDepthUm least depth in micrometres
     * @param maxNoiseRatio greatest noise power over signal power
     * @param singleUnits accepted labels; empty for any
     * @param areas accepted areas; empty for any
     */
    record ByAttributes(
            OptionalDouble minDepthUm, OptionalDouble maxNoiseRatio, Set<SingleUnit> singleUnits, Set<String> areas)
            implements NeuronFilter {

        public ByAttributes {
            singleUnits = Set.copyOf(singleUnits);
            areas = Set.copyOf(areas);
        }

        @Override
        public NeuronSelection select(List<Neuron> neurons) {
            List<Integer> kept = new ArrayList<>();
            List<NeuronSelection.LeftOut> leftOut = new ArrayList<>();
            for (int i = 0; i < neurons.size(); i++) {
                Neuron neuron = neurons.get(i);
                Optional<String> objection = objection(neuron);
                if (objection.isEmpty()) {
                    kept.add(i);
                } else {
                    leftOut.add(new NeuronSelection.LeftOut(i, neuron.name(), objection.get()));
                }
            }
            return new NeuronSelection(kept, leftOut);
        }

        private Optional<String> objection(Neuron neuron) {
            if (minDepthUm.isPresent() && !(neuron.depthUm().orElse(Double.NaN) >= minDepthUm.getAsDouble())) {
                return Optional.of(describe("depth_um", neuron.depthUm(), "below " + minDepthUm.getAsDouble()));
            }
            if (maxNoiseRatio.isPresent() && !(neuron.noiseRatio().orElse(Double.NaN) <= maxNoiseRatio.getAsDouble())) {
                return Optional.of(
                        describe("noise_ratio", neuron.noiseRatio(), "above " + maxNoiseRatio.getAsDouble()));
            }
            if (!singleUnits.isEmpty()
                    && neuron.singleUnit().filter(singleUnits::contains).isEmpty()) {
                return Optional.of(neuron.singleUnit()
                        .map(label -> "Its single_unit label is " + label + ".")
                        .orElse("Its single_unit label is unknown."));
            }
            if (!areas.isEmpty() && neuron.area().filter(areas::contains).isEmpty()) {
                return Optional.of(
                        neuron.area().map(area -> "Its area is " + area + ".").orElse("Its area is unknown."));
            }
            return Optional.empty();
        }

        private static String describe(String attribute, OptionalDouble value, String relation) {
            return value.isPresent()
                    ? "Its " + attribute + " of " + value.getAsDouble() + " is " + relation + "."
                    : "Its " + attribute + " is unknown.";
        }
    }
}
