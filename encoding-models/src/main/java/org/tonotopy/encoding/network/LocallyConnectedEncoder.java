package org.tonotopy.encoding.network;

/**
 * At each of {@code floor((F - kernel) / stride) + 1} positions, weights of their own see {@code kernel} bands of every
 * channel of the frame.
 *
 * @param kernelBands bands that a position sees
 * @param strideBands bands from one position to the next
 * @param channels values per position
 */
public record LocallyConnectedEncoder(int kernelBands, int strideBands, int channels) implements Encoder {
    /** Checks each number. */
    public LocallyConnectedEncoder {
        Positions.requirePositive("kernelBands", kernelBands);
        Positions.requirePositive("strideBands", strideBands);
        Positions.requirePositive("channels", channels);
    }

    @Override
    public int positions(int bands) {
        return Positions.count(bands, kernelBands, strideBands);
    }

    @Override
    public void addTo(ParameterLayout.Builder layout, Frame frame) {
        int inputs = frame.channels() * kernelBands;
        int positions = positions(frame.bands());
        StartingValues start = StartingValues.Uniform.fanIn(inputs);
        layout.add(ParameterNames.ENCODER_WEIGHT, start, channels, inputs, positions)
                .add(ParameterNames.ENCODER_BIAS, start, channels, positions);
    }
}
