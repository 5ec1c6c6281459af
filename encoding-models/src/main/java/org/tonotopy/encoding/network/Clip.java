package org.tonotopy.encoding.network;

/**
 * A stimulus as a network takes it.
 *
 * @param bins its length in time bins
 * @param input scaled cochleagram, {@code float[bins * bands]}, time-major; not copied
 */
public record Clip(int bins, float[] input) {}
