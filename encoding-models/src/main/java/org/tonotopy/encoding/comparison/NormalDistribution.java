package org.tonotopy.encoding.comparison;

/** Tail of the normal distribution. */
final class NormalDistribution {

    private NormalDistribution() {}

    /**
     * The probability of a value above {@code z}, for {@code z >= 0}: a power series near zero, and further out the
     * continued fraction of Laplace (Abramowitz and Stegun 1964, 26.2.10 and 26.2.14). Relative error below 1e-12.
     */
    static double upperTail(double z) {
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        if (z < 3) {
            double term = z;
            double sum = z;
            for (int k = 1; Math.abs(term) > 1e-17 * sum; k++) {
                term *= z * z / (2 * k + 1);
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double fraction = 0;
        for (int k = 200; k >= 1; k--) {
            fraction = k / (z + fraction);
        }
        return density / (z + fraction);
    }
}
