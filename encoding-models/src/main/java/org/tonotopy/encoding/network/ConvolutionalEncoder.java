package org.tonotopy.encoding.network;

/**
 * The same weights at each of {@code floor((F - kernel) / stride) + 1} positions see {@code kernel} bands of every
 * channel of the frame.
 *
 * @param kernelBands bands that a position sees
 * @param strideBands bands from one position to the next
 * @param channels values per position
 */
public record ConvolutionalEncoder(int kernelBands, int strideBands, int channels) implements Encoder {
    /** Checks each number. */
    public ConvolutionalEncoder {
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
        StartingValues start = StartingValues.Uniform.fanIn(inputs);
        layout.add(ParameterNames.ENCODER_WEIGHT, start, channels, inputs)
                .add(ParameterNames.ENCODER_BIAS, start, channels);
    }
}
