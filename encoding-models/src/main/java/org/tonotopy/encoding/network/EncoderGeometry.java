package org.tonotopy.encoding.network;

/**
 * An encoder on a given number of bands.
 *
 * @param kernelBands bands that a position sees
 * @param strideBands bands from one position to the next
 * @param channels values per position
 * @param positions along frequency
 */
public record EncoderGeometry(int kernelBands, int strideBands, int channels, int positions) {
    /** As many positions as fit on the bands. */
    static EncoderGeometry along(int bands, int kernelBands, int strideBands, int channels) {
        if (kernelBands > bands) {
            throw new IllegalArgumentException(
                    "kernelBands is " + kernelBands + ": the cochleagram has only " + bands + " bands");
        }
        return new EncoderGeometry(kernelBands, strideBands, channels, (bands - kernelBands) / strideBands + 1);
    }

    static void requirePositive(String field, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " is " + value + ": use 1 or more");
        }
    }

    /** Values per time bin: channel {@code c} of position {@code l} is value {@code c * positions + l}. */
    public int width() {
        return Math.multiplyExact(channels, positions);
    }
}
