package org.tonotopy.encoding.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where each array of a network lies in its one parameter vector.
 *
 * @param blocks one after another, without gaps
 */
public record ParameterLayout(List<ParameterBlock> blocks) {
    /** Copies the list. */
    public ParameterLayout {
        blocks = List.copyOf(blocks);
    }

    /** Begins with no blocks. */
    static Builder builder() {
        return new Builder();
    }

    /** Length of the parameter vector. */
    public int size() {
        ParameterBlock last = blocks.get(blocks.size() - 1);
        return last.offset() + last.size();
    }

    /** A block by name; empty where this network has none of it. */
    public Optional<ParameterBlock> find(String name) {
        return blocks.stream().filter(block -> block.name().equals(name)).findFirst();
    }

    /**
     * Where a block begins.
     *
     * @throws IllegalArgumentException if this network has no such block
     */
    public int offset(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no parameter " + name))
                .offset();
    }

    /** Adds blocks one after another. */
    public static final class Builder {
        private final List<ParameterBlock> blocks = new ArrayList<>();
        private int offset;

        Builder add(String name, StartingValues start, Integer... shape) {
            ParameterBlock block = new ParameterBlock(name, offset, Arrays.asList(shape), start);
            blocks.add(block);
            offset = Math.addExact(offset, block.size());
            return this;
        }

        Builder addAll(ParameterLayout other) {
            other.blocks.forEach(
                    block -> add(block.name(), block.start(), block.shape().toArray(Integer[]::new)));
            return this;
        }

        /** Layer normalisation begins at the identity. */
        Builder addNorm(String scale, String shift, int width) {
            return add(scale, new StartingValues.Constant(1), width).add(shift, new StartingValues.Constant(0), width);
        }

        /** A linear map of each bin. */
        Builder addDense(String weight, String bias, int inputs, int outputs) {
            StartingValues start = StartingValues.Uniform.fanIn(inputs);
            return add(weight, start, outputs, inputs).add(bias, start, outputs);
        }

        /** A linear map from each bin's units to the neurons, and what follows it. */
        Builder addReadout(int units, int neurons, OutputNonlinearity output) {
            return addDense(ParameterNames.READOUT_WEIGHT, ParameterNames.READOUT_BIAS, units, neurons)
                    .addOutput(output, neurons);
        }

        Builder addOutput(OutputNonlinearity output, int neurons) {
            output.parameters().forEach((name, start) -> add(name, start, neurons));
            return this;
        }

        private Builder() {}

        ParameterLayout build() {
            return new ParameterLayout(blocks);
        }
    }
}
