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

    static final class Builder {
        private final List<ParameterBlock> blocks = new ArrayList<>();
        private int offset;

        Builder add(String name, Integer... shape) {
            ParameterBlock block = new ParameterBlock(name, offset, Arrays.asList(shape));
            blocks.add(block);
            offset = Math.addExact(offset, block.size());
            return this;
        }

        Builder addEncoder(EncoderGeometry encoder, boolean sharesWeights) {
            int channels = encoder.channels();
            int taps = encoder.kernelBands();
            Builder weights = sharesWeights
                    ? add(ParameterNames.ENCODER_WEIGHT, channels, taps).add(ParameterNames.ENCODER_BIAS, channels)
                    : add(ParameterNames.ENCODER_WEIGHT, channels, taps, encoder.positions())
                            .add(ParameterNames.ENCODER_BIAS, channels, encoder.positions());
            return weights.add(ParameterNames.NORM_SCALE, channels).add(ParameterNames.NORM_SHIFT, channels);
        }

        Builder addOutput(OutputNonlinearity output, int neurons) {
            output.parameterNames().forEach(name -> add(name, neurons));
            return this;
        }

        ParameterLayout build() {
            return new ParameterLayout(blocks);
        }
    }
}
