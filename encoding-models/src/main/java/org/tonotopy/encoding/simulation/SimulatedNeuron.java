package org.tonotopy.encoding.simulation;

/** A neuron whose workings are known. */
interface SimulatedNeuron {

    /** A short name that says what it does. */
    String name();

    /** How it works, for people who compare a model with the truth. */
    String truth();

    /** How far back it hears, as the longest time constant in milliseconds. */
    double memoryMs();

    /**
     * Its firing rate.
     *
     * @param cochleagram levels in dB, time-major
     * @param bands number of bands
     * @param dtMs width of a time bin in milliseconds
     * @return spikes per second in each bin; each depends on bins up to itself alone
     */
    double[] ratesHz(float[] cochleagram, int bands, double dtMs);
}
