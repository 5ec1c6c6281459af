package org.tonotopy.encoding.network;

/** How far an array is from what it should be, as a share of the latter's largest magnitude. */
public final class RelativeError {
    private RelativeError() {}

    /** Largest difference over largest magnitude; not a number where an element is not. */
    public static double of(double[] found, double[] expected) {
        if (found.length != expected.length) {
            throw new AssertionError(found.length + " values, not " + expected.length);
        }
        double difference = 0;
        double magnitude = 0;
        for (int i = 0; i < found.length; i++) {
            difference = Math.max(difference, Math.abs(found[i] - expected[i]));
            magnitude = Math.max(magnitude, Math.abs(expected[i]));
        }
        // What should be zero throughout and is has no error.
        return difference == 0 ? 0 : difference / magnitude;
    }

    /** The same for single precision. */
    public static double of(float[] found, double[] expected) {
        double[] doubles = new double[found.length];
        for (int i = 0; i < found.length; i++) {
            doubles[i] = found[i];
        }
        return of(doubles, expected);
    }
}
