package org.tonotopy.encoding.fitting;

/**
 * One linear filter per neuron: {@code r_n(t) = bias_n + sum over lag, band of weight_n(lag, band) x(t - lag, band)}.
 *
 * @param delayBins lags of the filters, from 0 (the current bin) to {@code delayBins - 1}
 * @param bands frequency bands
 * @param weights {@code neurons * delayBins * bands}, at {@code (neuron * delayBins + lag) * bands + band}
 * @param biases one per neuron
 */
record LinearFilters(int delayBins, int bands, float[] weights, float[] biases) {

    static LinearFilters zero(int delayBins, int bands, int neurons) {
        return new LinearFilters(delayBins, bands, new float[neurons * delayBins * bands], new float[neurons]);
    }

    /** Weights of one filter. */
    int size() {
        return delayBins * bands;
    }

    float weight(int neuron, int lag, int band) {
        return weights[(neuron * delayBins + lag) * bands + band];
    }

    /** Takes over the filter of one neuron from filters of the same shape. */
    void copyNeuron(LinearFilters other, int neuron) {
        System.arraycopy(other.weights, neuron * size(), weights, neuron * size(), size());
        biases[neuron] = other.biases[neuron];
    }
}
