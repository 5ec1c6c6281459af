package org.tonotopy.encoding.metric;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How the repeats of one neuron to one stimulus vary together: everything that signal power, noise power and the
 * half-split ceiling need, so that the repeats are gone through once.
 *
 * <p>Only the bins enter in which every repeat was recorded: the equations hold for one number of repeats.
 */
final class RepeatCovariance {

    /** Hsu, Borst and Theunissen 2004 average over 126 splits, which is all there are for ten repeats. */
    private static final int MAX_SPLITS = 126;

    private final int repeats;
    private final int bins;
    private final double[][] covariance;

    private RepeatCovariance(int repeats, int bins, double[][] covariance) {
        this.repeats = repeats;
        this.bins = bins;
        this.covariance = covariance;
    }

    static RepeatCovariance of(List<double[]> repeats) {
        int[] complete = completeBins(repeats);
        double[][] centred = new double[repeats.size()][complete.length];
        for (int r = 0; r < centred.length; r++) {
            centred[r] = centred(repeats.get(r), complete);
        }
        double[][] covariance = new double[centred.length][centred.length];
        for (int i = 0; i < centred.length; i++) {
            for (int j = i; j < centred.length; j++) {
                covariance[i][j] = product(centred[i], centred[j]) / (complete.length - 1);
                covariance[j][i] = covariance[i][j];
            }
        }
        return new RepeatCovariance(centred.length, complete.length, covariance);
    }

    /** Exactly zero for a repeat that does not vary, whatever its level: half splits divide by its variance. */
    private static double[] centred(double[] repeat, int[] complete) {
        double[] values = IntStream.of(complete).mapToDouble(t -> repeat[t]).toArray();
        if (Rounding.isConstant(values)) {
            return new double[values.length];
        }
        double mean = DoubleStream.of(values).sum() / values.length;
        return DoubleStream.of(values).map(value -> value - mean).toArray();
    }

    private static int[] completeBins(List<double[]> repeats) {
        boolean[] missing = new boolean[repeats.isEmpty() ? 0 : repeats.get(0).length];
        for (double[] repeat : repeats) {
            for (int t = 0; t < missing.length; t++) {
                missing[t] |= Double.isNaN(repeat[t]);
            }
        }
        return IntStream.range(0, missing.length).filter(t -> !missing[t]).toArray();
    }

    /** Four sums side by side, because one sum would wait for each of its additions. */
    private static double product(double[] left, double[] right) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int t = 0;
        for (; t + 3 < left.length; t += 4) {
            first += left[t] * right[t];
            second += left[t + 1] * right[t + 1];
            third += left[t + 2] * right[t + 2];
            fourth += left[t + 3] * right[t + 3];
        }
        for (; t < left.length; t++) {
            first += left[t] * right[t];
        }
        return (first + second) + (third + fourth);
    }

    /** Number of repeats. */
    int repeats() {
        return repeats;
    }

    /** Number of bins in which every repeat was recorded. */
    int bins() {
        return bins;
    }

    /** Whether signal and noise can be told apart. */
    boolean isRepeated() {
        return repeats >= 2 && bins >= 2;
    }

    /** Mean variance of a single repeat. */
    double totalPower() {
        double trace = 0;
        for (int r = 0; r < repeats; r++) {
            trace += covariance[r][r];
        }
        return trace / repeats;
    }

    /** Variance over time that the repeats share (Sahani and Linden 2003). */
    double signalPower() {
        double all = 0;
        for (double[] row : covariance) {
            for (double value : row) {
                all += value;
            }
        }
        double varianceOfMean = all / ((double) repeats * repeats);
        double total = totalPower();
        return Rounding.difference(repeats * varianceOfMean - total, total) / (repeats - 1);
    }

    /** What a single repeat varies beyond that. */
    double noisePower() {
        double total = totalPower();
        return Rounding.difference(total - signalPower(), total);
    }

    /**
     * Mean correlation between the averages of two halves of the repeats, over the first 126 ways of halving them in
     * lexicographic order; of an odd number the last repeat is not used. Splits in which a half does not vary have no
     * correlation and are not averaged; empty where that leaves none.
     */
    OptionalDouble halfSplitCorrelation() {
        int used = repeats - repeats % 2;
        int half = used / 2;
        int[] first = new int[half];
        for (int i = 0; i < half; i++) {
            first[i] = i;
        }
        double sum = 0;
        int defined = 0;
        for (int split = 0; split < MAX_SPLITS && first[0] == 0; split++) {
            double correlation = correlation(first, used);
            if (!Double.isNaN(correlation)) {
                sum += correlation;
                defined++;
            }
            if (!advance(first, used)) {
                break;
            }
        }
        return defined == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / defined);
    }

    /** Correlation between the mean of the chosen repeats and the mean of the others. */
    private double correlation(int[] chosen, int used) {
        boolean[] inFirst = new boolean[used];
        for (int index : chosen) {
            inFirst[index] = true;
        }
        double firstVariance = 0;
        double secondVariance = 0;
        double shared = 0;
        for (int i = 0; i < used; i++) {
            for (int j = 0; j < used; j++) {
                if (inFirst[i] != inFirst[j]) {
                    shared += covariance[i][j] / 2;
                } else if (inFirst[i]) {
                    firstVariance += covariance[i][j];
                } else {
                    secondVariance += covariance[i][j];
                }
            }
        }
        return firstVariance > 0 && secondVariance > 0
                ? shared / Math.sqrt(firstVariance * secondVariance)
                : Double.NaN;
    }

    /** The next combination in lexicographic order; false after the last. */
    private static boolean advance(int[] combination, int of) {
        int i = combination.length - 1;
        while (i >= 0 && combination[i] == of - combination.length + i) {
            i--;
        }
        if (i < 0) {
            return false;
        }
        combination[i]++;
        for (int k = i + 1; k < combination.length; k++) {
            combination[k] = combination[k - 1] + 1;
        }
        return true;
    }
}
