package org.tonotopy.encoding.network;

/** Where a kernel with a stride fits along frequency. */
final class Positions {
    private Positions() {}

    static void requirePositive(String field, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(field + " is " + value + ": use 1 or more");
        }
    }

    /** {@code floor((bands - kernel) / stride) + 1}. */
    static int count(int bands, int kernelBands, int strideBands) {
        if (kernelBands > bands) {
            throw new IllegalArgumentException(
                    "kernelBands is " + kernelBands + ": the cochleagram has only " + bands + " bands");
        }
        return (bands - kernelBands) / strideBands + 1;
    }
}
