package org.tonotopy.encoding.fitting;

import java.util.Arrays;

/** First and second moments of predictions and targets per neuron, in double. */
final class NeuronMoments {

    /** Rows of moments, each with one value per neuron. */
    static final int COUNT = 0;

    static final int PREDICTION = 1;
    static final int TARGET = 2;
    static final int PREDICTION_SQUARED = 3;
    static final int TARGET_SQUARED = 4;
    static final int PRODUCT = 5;
    static final int KINDS = 6;

    private final int neurons;
    private final double[] sums;

    NeuronMoments(int neurons) {
        this.neurons = neurons;
        this.sums = new double[KINDS * neurons];
    }

    void clear() {
        Arrays.fill(sums, 0);
    }

    /**
     * Adds sums over some bins.
     *
     * @param more at {@code at} the rows of moments
     */
    void add(double[] more, int at) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[at + i];
        }
    }

    void add(int neuron, double predicted, double expected) {
        addOne(sums, neuron, neurons, predicted, expected);
    }

    /**
     * Adds up some bins, one neuron after another where they do not fill a vector.
     *
     * @param rows bins
     * @param result rows of moments, added to from {@code at}
     */
    static void gather(int rows, int neurons, double[] prediction, double[] target, double[] result, int at) {
        int neuron = 0;
        for (; neuron + LossKernels.COUNT <= neurons; neuron += LossKernels.COUNT) {
            LossKernels.moments(neuron, rows, neurons, prediction, target, result, at + neuron);
        }
        for (; neuron < neurons; neuron++) {
            for (int i = neuron; i < rows * neurons; i += neurons) {
                if (!Double.isNaN(target[i])) {
                    addOne(result, at + neuron, neurons, prediction[i], target[i]);
                }
            }
        }
    }

    private static void addOne(double[] sums, int at, int neurons, double r, double y) {
        sums[at + COUNT * neurons]++;
        sums[at + PREDICTION * neurons] += r;
        sums[at + TARGET * neurons] += y;
        sums[at + PREDICTION_SQUARED * neurons] += r * r;
        sums[at + TARGET_SQUARED * neurons] += y * y;
        sums[at + PRODUCT * neurons] += r * y;
    }

    double predictionMean(int neuron) {
        return of(PREDICTION, neuron) / of(COUNT, neuron);
    }

    double targetMean(int neuron) {
        return of(TARGET, neuron) / of(COUNT, neuron);
    }

    /** Sum of squared deviations of the prediction from its mean. */
    double predictionSpread(int neuron) {
        return spread(of(PREDICTION_SQUARED, neuron), of(PREDICTION, neuron), of(COUNT, neuron));
    }

    /** Sum of squared deviations of the target from its mean. */
    double targetSpread(int neuron) {
        return spread(of(TARGET_SQUARED, neuron), of(TARGET, neuron), of(COUNT, neuron));
    }

    /** Pearson correlation; NaN where it is undefined. */
    double correlation(int neuron) {
        double spreads = predictionSpread(neuron) * targetSpread(neuron);
        if (of(COUNT, neuron) < 2 || !(spreads > 0)) {
            return Double.NaN;
        }
        double covariance = of(PRODUCT, neuron) - of(PREDICTION, neuron) * of(TARGET, neuron) / of(COUNT, neuron);
        return covariance / Math.sqrt(spreads);
    }

    private double of(int kind, int neuron) {
        return sums[kind * neurons + neuron];
    }

    private static double spread(double squared, double sum, double count) {
        double spread = squared - sum * sum / count;
        // What is left of a constant after cancellation is rounding, and no spread at all.
        return spread > 1e-13 * squared ? spread : 0;
    }
}
