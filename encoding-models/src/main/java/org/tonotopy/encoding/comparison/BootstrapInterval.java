package org.tonotopy.encoding.comparison;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A 95 % interval for a mean over neurons: the 2.5th and 97.5th percentile of the means of 10,000 resamples (Efron 1979
 * Ann Stat 7:1). The seed is fixed, so that the same values always give the same interval.
 *
 * @param mean mean of the values
 * @param low lower end; NaN where there is no value
 * @param high upper end
 * @param values how many values there were
 */
public record BootstrapInterval(double mean, double low, double high, int values) {

    private static final int RESAMPLES = 10_000;
    private static final long SEED = 95;

    /** @throws IllegalArgumentException where a value is not finite */
    public static BootstrapInterval ofMean(double[] values) {
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("values must be finite: leave out neurons that do not count");
        }
        if (values.length == 0) {
            return new BootstrapInterval(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[resample] = sum / values.length;
        }
        Arrays.sort(means);
        return new BootstrapInterval(
                Arrays.stream(values).sum() / values.length,
                quantile(means, 0.025),
                quantile(means, 0.975),
                values.length);
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        return sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }
}
