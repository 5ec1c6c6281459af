package org.tonotopy.encoding.network.vector;

/** The softplus of a parameter, which keeps it above zero. */
final class Positive {
    private Positive() {}

    /** {@code log(1 + e^x)}. */
    static double of(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** The derivative of {@link #of}. */
    static double slope(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
