package org.tonotopy.encoding.network;

/**
 * Encodes one time bin: at each of {@code floor((F - kernel) / stride) + 1} positions along frequency, weights of their
 * own see {@code kernel} bands and give {@code channels} values, which are layer-normalised over the channels and passed
 * through a logistic sigmoid.
 *
 * @param kernelBands bands that a position sees
 * @param strideBands bands from one position to the next
 * @param channels values per position
 */
public record LocallyConnectedEncoder(int kernelBands, int strideBands, int channels) {
    /** Checks each number. */
    public LocallyConnectedEncoder {
        requirePositive("kernelBands", kernelBands);
        requirePositive("strideBands", strideBands);
        requirePositive("channels", channels);
    }

    private static void requirePositive(String field, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " is " + value + ": use 1 or more");
        }
    }

    /**
     * Number of positions.
     *
     * @throws IllegalArgumentException if the kernel is wider than the bands
     */
    public int positions(int bands) {
        if (kernelBands > bands) {
            throw new IllegalArgumentException(
                    "kernelBands is " + kernelBands + ": the cochleagram has only " + bands + " bands");
        }
        return (bands - kernelBands) / strideBands + 1;
    }

    /** Values per time bin: channel {@code c} of position {@code l} is value {@code c * positions + l}. */
    public int width(int bands) {
        return channels * positions(bands);
    }
}
