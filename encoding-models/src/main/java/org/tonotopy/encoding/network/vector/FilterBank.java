package org.tonotopy.encoding.network.vector;

/** Taps of causal filters, one for each channel and band, and their parameters. */
interface FilterBank {
    /** Number of channels that it gives. */
    int channels();

    /** Taps per filter. */
    int lags();

    /**
     * Whether the taps of each filter sum to zero, so that a level that never changes gives exactly nothing, on which
     * rounding must not decide.
     */
    boolean ignoresLevel();

    /**
     * Writes the taps.
     *
     * @param taps by channel {@code [lag][band]}, rows of the given stride
     */
    void write(float[] parameters, float[][] taps, int stride);

    /** Turns the gradient of the taps into that of the parameters written last. */
    void gradient(float[][] tapsGradient, int stride, float[] gradient);
}
