package org.tonotopy.encoding.network;

/**
 * The data that a network is for.
 *
 * @param bands frequency bands of the cochleagram
 * @param neurons neurons whose responses it gives
 */
public record NetworkShape(int bands, int neurons) {
    /** Checks that there is something on both sides. */
    public NetworkShape {
        if (bands < 1 || neurons < 1) {
            throw new IllegalArgumentException("a network needs at least one band and one neuron");
        }
    }

    /** What a network sees of one bin of the cochleagram. */
    public Frame frame() {
        return new Frame(1, bands);
    }
}
