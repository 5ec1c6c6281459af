package org.tonotopy.encoding.cochleagram;

/** How strong a sound is in each band around each time bin, before compression. */
sealed interface BandLevels permits TriangleBank, GammatoneBank {
    /**
     * Magnitudes in proportion to the amplitude of the sound, time-major: band {@code i} at bin {@code k} stands at
     * {@code k * bands + i}.
     */
    double[] of(float[] samples);
}
