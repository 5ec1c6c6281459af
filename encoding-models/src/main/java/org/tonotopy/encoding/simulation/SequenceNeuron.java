package org.tonotopy.encoding.simulation;

/**
 * Answers a sound in one channel only where another channel was active before: it hears an order, not a sum.
 *
 * @param name its name
 * @param cue what must come first
 * @param target what it answers
 * @param memoryMs time constant with which the cue is forgotten, in milliseconds
 * @param curve from drive to rate
 */
record SequenceNeuron(String name, FrequencyChannel cue, FrequencyChannel target, double memoryMs, RateCurve curve)
        implements SimulatedNeuron {

    /** A cue must last for about this long to be remembered. */
    private static final double CUE_RISE_MS = 80;

    /** The memory that opens the gate halfway, and how sharply the gate opens around it. */
    private static final double HALF_OPEN = 0.35;

    private static final double STEEPNESS = 5;

    @Override
    public String truth() {
        return "sequence detector: the drive around band " + target.centreBand()
                + ", gated by a memory of the drive around band " + cue.centreBand() + " that fades with " + memoryMs
                + " ms";
    }

    @Override
    public double[] ratesHz(float[] cochleagram, int bands, double dtMs) {
        double[] first = cue.drive(cochleagram, bands);
        double[] second = target.drive(cochleagram, bands);
        double rise = 1 - StrictMath.exp(-dtMs / CUE_RISE_MS);
        double fade = StrictMath.exp(-dtMs / memoryMs);
        double memory = 0;
        double[] rates = new double[first.length];
        for (int t = 0; t < rates.length; t++) {
            double relative = StrictMath.pow(memory / HALF_OPEN, STEEPNESS);
            rates[t] = curve.at(second[t] * relative / (1 + relative));
            memory = fade * memory + rise * Math.min(1, first[t]) * (1 - memory);
        }
        return rates;
    }
}
