package org.tonotopy.encoding.response;

/** A centred window of an odd number of taps. Beyond the ends of a stimulus it sees zeros. */
public final class SmoothingWindow {

    private final double[] taps;

    SmoothingWindow(double... taps) {
        this.taps = taps.clone();
    }

    /** The taps, earliest first. */
    public double[] taps() {
        return taps.clone();
    }

    /** By how much the window multiplies a mean rate. */
    public double sum() {
        double sum = 0;
        for (double tap : taps) {
            sum += tap;
        }
        return sum;
    }

    /** Whether the window changes anything. */
    public boolean smooths() {
        return taps.length > 1;
    }

    /** The smoothed values, as long as they came. A NaN makes every bin NaN whose window holds it. */
    public double[] smooth(double[] values) {
        if (!smooths()) {
            return values.clone();
        }
        int half = taps.length / 2;
        double[] smoothed = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            double sum = 0;
            for (int k = Math.max(0, half - t); k < Math.min(taps.length, values.length - t + half); k++) {
                sum += taps[k] * values[t + k - half];
            }
            smoothed[t] = sum;
        }
        return smoothed;
    }
}
