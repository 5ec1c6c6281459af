package org.tonotopy.encoding.fitting;

/**
 * One linear filter per neuron: {@code r_n(t) = bias_n + sum over lag, band of weight_n(lag, band) x(t - lag, band)}.
 *
 * @param delayBins lags of the filters, from 0 (the current bin) to {@code delayBins - 1}
 * @param weights {@code [delay][band][neuron]}, the last delay being the current bin
 * @param biases one per neuron
 */
record LinearFilters(int delayBins, float[] weights, float[] biases) {

    static LinearFilters zero(int delayBins, int bands, int neurons) {
        return new LinearFilters(delayBins, new float[delayBins * bands * neurons], new float[neurons]);
    }

    float weight(int neuron, int lag, int band) {
        int neurons = biases.length;
        int bands = weights.length / (delayBins * neurons);
        return weights[((delayBins - 1 - lag) * bands + band) * neurons + neuron];
    }

    /** Takes over the filter of one neuron from filters of the same shape. */
    void copyNeuron(LinearFilters other, int neuron) {
        for (int i = neuron; i < weights.length; i += biases.length) {
            weights[i] = other.weights[i];
        }
        biases[neuron] = other.biases[neuron];
    }
}
