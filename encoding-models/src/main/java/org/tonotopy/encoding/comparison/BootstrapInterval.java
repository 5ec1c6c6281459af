package org.tonotopy.encoding.comparison;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A 95 % interval for a mean or median over neurons: the 2.5th and 97.5th percentile of those of 10,000 resamples (Efron 1979
 * Ann Stat 7:1). The seed is fixed, so that the same values always give the same interval.
 *
 * @param center mean or median of the values
 * @param low lower end; NaN where there is no value
 * @param high upper end
 * @param values how many values there were
 */
public record BootstrapInterval(double center, double low, double high, int values) {

    private static final int RESAMPLES = 10_000;
    private static final long SEED = 95;

    /** @throws IllegalArgumentException where a value is not finite */
    public static BootstrapInterval ofMean(double[] values) {
        return of(values, BootstrapInterval::mean);
    }

    /** @throws IllegalArgumentException where a value is not finite */
    public static BootstrapInterval ofMedian(double[] values) {
        return of(values, BootstrapInterval::median);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return quantile(sorted, 0.5);
    }

    private static BootstrapInterval of(double[] values, ToDoubleFunction<double[]> center) {
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("values must be finite: leave out neurons that do not count");
        }
        if (values.length == 0) {
            return new BootstrapInterval(Double.NaN, Double.NaN, Double.NaN, 0);
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] centers = new double[RESAMPLES];
        double[] drawn = new double[values.length];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = values[random.nextInt(values.length)];
            }
            centers[resample] = center.applyAsDouble(drawn);
        }
        Arrays.sort(centers);
        return new BootstrapInterval(
                center.applyAsDouble(values), quantile(centers, 0.025), quantile(centers, 0.975), values.length);
    }

    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
