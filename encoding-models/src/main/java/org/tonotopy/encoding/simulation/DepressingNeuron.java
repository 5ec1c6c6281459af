package org.tonotopy.encoding.simulation;

/**
 * Driven through synapses that tire (Tsodyks and Markram 1997): each of its channels has a resource of its own, which
 * a sound uses up and which recovers in silence. With two channels it adapts to one sound and still answers another.
 *
 * @param name its name
 * @param first one channel
 * @param second the other; the same as the first for a neuron with one
 * @param recoveryMs time constant of recovery in milliseconds
 * @param use share of the resource that full drive uses up in a bin
 * @param curve from drive to rate
 */
record DepressingNeuron(
        String name, FrequencyChannel first, FrequencyChannel second, double recoveryMs, double use, RateCurve curve)
        implements SimulatedNeuron {

    @Override
    public String truth() {
        return "depressing synapses from the bands around " + first.centreBand() + " and " + second.centreBand()
                + ": full drive uses " + use + " of the resource in a bin, which recovers with a time constant of "
                + recoveryMs + " ms";
    }

    @Override
    public double memoryMs() {
        return recoveryMs;
    }

    @Override
    public double[] ratesHz(float[] cochleagram, int bands, double dtMs) {
        double[] left = released(first.drive(cochleagram, bands), dtMs);
        double[] right = released(second.drive(cochleagram, bands), dtMs);
        double[] rates = new double[left.length];
        for (int t = 0; t < rates.length; t++) {
            rates[t] = curve.at(Math.max(left[t], right[t]));
        }
        return rates;
    }

    private double[] released(double[] drive, double dtMs) {
        double recovery = 1 - StrictMath.exp(-dtMs / recoveryMs);
        double resource = 1;
        double[] released = new double[drive.length];
        for (int t = 0; t < drive.length; t++) {
            released[t] = resource * drive[t];
            resource = Math.max(0, resource * (1 - use * Math.min(1, drive[t])) + recovery * (1 - resource));
        }
        return released;
    }
}
