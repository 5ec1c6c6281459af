package org.tonotopy.encoding.simulation;

/**
 * Drive under the control of what has been heard lately over a wide range of frequencies: the same sound gives a strong
 * response in quiet surroundings and a weak one in loud surroundings, or the reverse in a neuron that warms up.
 *
 * @param name its name
 * @param channel what drives it
 * @param surroundings what sets its gain
 * @param contextMs time constant of the surroundings in milliseconds
 * @param halfContext mean drive of the surroundings at which the gain is one half
 * @param warmsUp whether loud surroundings raise the gain instead of lowering it
 * @param curve from drive to rate
 */
record ContextGainNeuron(
        String name,
        FrequencyChannel channel,
        FrequencyChannel surroundings,
        double contextMs,
        double halfContext,
        boolean warmsUp,
        RateCurve curve)
        implements SimulatedNeuron {

    /** How sharply the gain turns around {@code halfContext}. */
    private static final double STEEPNESS = 5;

    @Override
    public String truth() {
        return "gain control: the drive around band " + channel.centreBand() + ", with a gain that "
                + (warmsUp ? "rises" : "falls") + " through one half where the mean drive around band "
                + surroundings.centreBand() + " over " + contextMs + " ms passes " + halfContext;
    }

    @Override
    public double memoryMs() {
        return contextMs;
    }

    @Override
    public double[] ratesHz(float[] cochleagram, int bands, double dtMs) {
        double[] drive = channel.drive(cochleagram, bands);
        double[] around = surroundings.drive(cochleagram, bands);
        LeakyTrace context = new LeakyTrace(contextMs, dtMs);
        double[] rates = new double[drive.length];
        for (int t = 0; t < rates.length; t++) {
            // The surroundings up to the bin before: a sound does not change its own onset.
            double relative = StrictMath.pow(context.value() / halfContext, STEEPNESS);
            double gain = warmsUp ? relative / (1 + relative) : 1 / (1 + relative);
            rates[t] = curve.at(drive[t] * gain);
            context.add(around[t]);
        }
        return rates;
    }
}
