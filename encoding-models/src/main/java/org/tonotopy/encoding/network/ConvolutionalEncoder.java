package org.tonotopy.encoding.network;

/**
 * An encoder with the same weights at each of {@code floor((F - kernel) / stride) + 1} positions.
 *
 * @param kernelBands bands that a position sees
 * @param strideBands bands from one position to the next
 * @param channels values per position
 */
public record ConvolutionalEncoder(int kernelBands, int strideBands, int channels) implements Encoder {
    /** Checks each number. */
    public ConvolutionalEncoder {
        EncoderGeometry.requirePositive("kernelBands", kernelBands);
        EncoderGeometry.requirePositive("strideBands", strideBands);
        EncoderGeometry.requirePositive("channels", channels);
    }

    @Override
    public EncoderGeometry geometry(int bands) {
        return EncoderGeometry.along(bands, kernelBands, strideBands, channels);
    }

    @Override
    public boolean sharesWeights() {
        return true;
    }
}
