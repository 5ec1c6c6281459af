package org.tonotopy.encoding.network.vector;

/** A parameter held above zero: {@code softplus(raw)} and its derivative, in double precision. */
final class SoftplusValue {
    private SoftplusValue() {}

    static double of(double raw) {
        return Math.max(raw, 0) + Math.log1p(Math.exp(-Math.abs(raw)));
    }

    static double slope(double raw) {
        return 1 / (1 + Math.exp(-raw));
    }
}
