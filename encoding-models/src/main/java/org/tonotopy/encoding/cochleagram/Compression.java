package org.tonotopy.encoding.cochleagram;

/** What is done to the level of a band. */
public sealed interface Compression {
    /**
     * Ten times the common logarithm of the magnitude, as the published NS1 cochleagrams have it.
     *
     * @param floorDb the lowest level that comes out; digital silence has no logarithm
     */
    record Decibel(double floorDb) implements Compression {}

    /**
     * A power of the magnitude.
     *
     * @param exponent above 0, at most 1; 1 leaves the magnitude as it is
     */
    record Power(double exponent) implements Compression {}
}
