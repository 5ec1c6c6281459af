package org.tonotopy.encoding.simulation;

/**
 * A linear filter and a sigmoid: the neuron that the LN model describes completely.
 *
 * @param name its name
 * @param excited the channel that drives it
 * @param inhibited the channel that holds it back, at the same time
 * @param inhibition how strongly
 * @param history how strongly the mean of its own channel over the last {@code historyMs} is subtracted
 * @param historyMs length of that mean in milliseconds: its whole memory
 * @param curve from drive to rate
 */
record FilterNeuron(
        String name,
        FrequencyChannel excited,
        FrequencyChannel inhibited,
        double inhibition,
        double history,
        double historyMs,
        RateCurve curve)
        implements SimulatedNeuron {

    @Override
    public String truth() {
        return "LN neuron: excitation around band " + excited.centreBand() + ", inhibition " + inhibition
                + " around band " + inhibited.centreBand() + ", minus " + history + " of its mean drive over the last "
                + historyMs + " ms, through a sigmoid";
    }

    @Override
    public double memoryMs() {
        return historyMs;
    }

    @Override
    public double[] ratesHz(float[] cochleagram, int bands, double dtMs) {
        double[] excitation = excited.drive(cochleagram, bands);
        double[] opposition = inhibited.drive(cochleagram, bands);
        int span = (int) Math.rint(historyMs / dtMs);
        double[] rates = new double[excitation.length];
        for (int t = 0; t < rates.length; t++) {
            double past = 0;
            for (int lag = 1; lag <= span && lag <= t; lag++) {
                past += excitation[t - lag] / span;
            }
            rates[t] = curve.at(excitation[t] - inhibition * opposition[t] - history * past);
        }
        return rates;
    }
}
