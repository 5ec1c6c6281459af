package org.tonotopy.encoding.response;

/**
 * How every repeat is smoothed before anything is computed from it (Hsu, Borst and Theunissen 2004: a Hanning window
 * of 21 ms).
 */
public enum ResponseSmoothing {
    /** Not at all. */
    NONE,
    /** Highest tap 1, as the published StateNet scores have it: {@code [0.5, 1, 0.5]} at 5 ms. */
    HANNING_PEAK_ONE,
    /** Taps of sum 1, which keeps rates: {@code [0.25, 0.5, 0.25]} at 5 ms. */
    HANNING_SUM_ONE;

    private static final double WINDOW_MS = 21;

    /**
     * The window for bins of {@code dtMs} milliseconds. Its length, counting the two ends where a Hanning window is
     * zero, is the odd number of bins nearest to 21 ms; from 5.25 ms on that leaves a single tap, which smooths nothing.
     */
    public SmoothingWindow window(double dtMs) {
        if (!(dtMs > 0)) {
            throw new IllegalArgumentException("dt_ms must be positive, not " + dtMs);
        }
        // The odd number nearest to x is 2 * floor(x / 2) + 1; an even x, between two, takes the longer window.
        int length = 2 * (int) Math.floor(WINDOW_MS / dtMs / 2) + 1;
        if (this == NONE || length <= 3) {
            return new SmoothingWindow(1);
        }
        double[] taps = new double[length - 2];
        double sum = 0;
        for (int k = 0; k < taps.length; k++) {
            taps[k] = 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * (k + 1) / (length - 1));
            sum += taps[k];
        }
        double scale = this == HANNING_SUM_ONE ? 1 / sum : 1;
        for (int k = 0; k < taps.length; k++) {
            taps[k] *= scale;
        }
        return new SmoothingWindow(taps);
    }
}
