package org.tonotopy.encoding.metric;

/** Tells a variance that is there from the remains of sums in double precision. */
final class Rounding {

    /** Two values closer than this, relative to their size, differ by rounding alone. */
    private static final double RELATIVE = 1e-12;

    private Rounding() {}

    /** Whether all values are the same. */
    static boolean isConstant(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return greatest - least <= RELATIVE * Math.max(Math.abs(least), Math.abs(greatest));
    }

    /** A difference of terms of that size, which is zero where rounding alone can have made it. */
    static double difference(double value, double size) {
        return Math.abs(value) <= RELATIVE * Math.abs(size) ? 0 : value;
    }
}
