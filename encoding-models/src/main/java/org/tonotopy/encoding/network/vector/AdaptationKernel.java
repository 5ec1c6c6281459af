package org.tonotopy.encoding.network.vector;

/** The past's part of an adaptation kernel: {@code C a^j} for {@code j} from 0, of sum 1, and its slope by {@code a}. */
final class AdaptationKernel {
    private final double[] shares;
    private final double[] slopes;

    AdaptationKernel(double a, int length) {
        shares = new double[length];
        slopes = new double[length];
        double sum = 0;
        double sumSlope = 0;
        for (int j = 0; j < length; j++) {
            shares[j] = Math.pow(a, j);
            slopes[j] = j == 0 ? 0 : j * Math.pow(a, j - 1);
            sum += shares[j];
            sumSlope += slopes[j];
        }
        for (int j = 0; j < length; j++) {
            slopes[j] = (slopes[j] - shares[j] * sumSlope / sum) / sum;
            shares[j] /= sum;
        }
    }

    double share(int j) {
        return shares[j];
    }

    double slope(int j) {
        return slopes[j];
    }
}
