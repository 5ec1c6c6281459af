package org.tonotopy.encoding.fitting;

import java.util.Arrays;

/** Running first and second moments of predictions and targets per neuron, in double. */
final class NeuronMoments {

    private final long[] count;
    private final double[] prediction;
    private final double[] target;
    private final double[] predictionSquared;
    private final double[] targetSquared;
    private final double[] product;

    NeuronMoments(int neurons) {
        count = new long[neurons];
        prediction = new double[neurons];
        target = new double[neurons];
        predictionSquared = new double[neurons];
        targetSquared = new double[neurons];
        product = new double[neurons];
    }

    void clear() {
        Arrays.fill(count, 0);
        Arrays.fill(prediction, 0);
        Arrays.fill(target, 0);
        Arrays.fill(predictionSquared, 0);
        Arrays.fill(targetSquared, 0);
        Arrays.fill(product, 0);
    }

    void add(int neuron, double predicted, double expected) {
        count[neuron]++;
        prediction[neuron] += predicted;
        target[neuron] += expected;
        predictionSquared[neuron] += predicted * predicted;
        targetSquared[neuron] += expected * expected;
        product[neuron] += predicted * expected;
    }

    double predictionMean(int neuron) {
        return prediction[neuron] / count[neuron];
    }

    double targetMean(int neuron) {
        return target[neuron] / count[neuron];
    }

    /** Sum of squared deviations of the prediction from its mean. */
    double predictionSpread(int neuron) {
        return spread(predictionSquared[neuron], prediction[neuron], count[neuron]);
    }

    /** Sum of squared deviations of the target from its mean. */
    double targetSpread(int neuron) {
        return spread(targetSquared[neuron], target[neuron], count[neuron]);
    }

    /** Pearson correlation; NaN where it is undefined. */
    double correlation(int neuron) {
        double spreads = predictionSpread(neuron) * targetSpread(neuron);
        if (count[neuron] < 2 || !(spreads > 0)) {
            return Double.NaN;
        }
        return (product[neuron] - prediction[neuron] * target[neuron] / count[neuron]) / Math.sqrt(spreads);
    }

    private static double spread(double squared, double sum, long count) {
        double spread = squared - sum * sum / count;
        // What is left of a constant after cancellation is rounding, and no spread at all.
        return spread > 1e-13 * squared ? spread : 0;
    }
}
