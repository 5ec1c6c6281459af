package org.tonotopy.encoding.simulation;

/**
 * Answers every change, up or down: the distance between the drive and its recent mean. No single filter can do that,
 * because what excites it at an onset is what excites it, with the sign turned, at an offset.
 *
 * @param name its name
 * @param channel where it listens
 * @param recentMs time constant of the mean in milliseconds
 * @param curve from drive to rate
 */
record ChangeNeuron(String name, FrequencyChannel channel, double recentMs, RateCurve curve)
        implements SimulatedNeuron {

    @Override
    public String truth() {
        return "ON and OFF: the distance between the drive around band " + channel.centreBand() + " and its mean over "
                + recentMs + " ms, whichever is larger";
    }

    @Override
    public double memoryMs() {
        return recentMs;
    }

    @Override
    public double[] ratesHz(float[] cochleagram, int bands, double dtMs) {
        double[] drive = channel.drive(cochleagram, bands);
        LeakyTrace recent = new LeakyTrace(recentMs, dtMs);
        double[] rates = new double[drive.length];
        for (int t = 0; t < rates.length; t++) {
            rates[t] = curve.at(Math.abs(drive[t] - recent.value()));
            recent.add(drive[t]);
        }
        return rates;
    }
}
