package org.tonotopy.encoding.simulation;

/**
 * Fires when a sound in its channel ends, and more the longer the sound was: what it gathers while the sound lasts is
 * released when the drive falls below its recent mean.
 *
 * @param name its name
 * @param channel where it listens
 * @param gatherMs time constant of gathering in milliseconds
 * @param releaseMs time constant of noticing the end in milliseconds
 * @param curve from drive to rate
 */
record OffsetNeuron(String name, FrequencyChannel channel, double gatherMs, double releaseMs, RateCurve curve)
        implements SimulatedNeuron {

    @Override
    public String truth() {
        return "OFF neuron: the fall of the drive around band " + channel.centreBand() + " below its mean of "
                + releaseMs + " ms, times the energy gathered with a time constant of " + gatherMs + " ms";
    }

    @Override
    public double memoryMs() {
        return Math.max(gatherMs, releaseMs);
    }

    @Override
    public double[] ratesHz(float[] cochleagram, int bands, double dtMs) {
        double[] drive = channel.drive(cochleagram, bands);
        LeakyTrace gathered = new LeakyTrace(gatherMs, dtMs);
        LeakyTrace recent = new LeakyTrace(releaseMs, dtMs);
        double[] rates = new double[drive.length];
        for (int t = 0; t < rates.length; t++) {
            double fall = Math.max(0, recent.add(drive[t]) - drive[t]);
            rates[t] = curve.at(4 * fall * Math.sqrt(gathered.add(drive[t])));
        }
        return rates;
    }
}
