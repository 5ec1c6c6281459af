package org.tonotopy.encoding.cochleagram;

/** One gammatone filter, sample by sample, from rest. */
final class GammatoneFilter {
    private static final int SECTIONS = 4;

    private final double gain;
    private final double[] zeros = new double[SECTIONS];
    private final double firstFeedback;
    private final double secondFeedback;
    private final double[] first = new double[SECTIONS];
    private final double[] second = new double[SECTIONS];

    GammatoneFilter(double centreHz, double sampleRateHz) {
        double bandwidth = 2 * Math.PI * 1.019 * 24.7 * (1 + 0.00437 * centreHz) / sampleRateHz;
        double angle = 2 * Math.PI * centreHz / sampleRateHz;
        double decay = Math.exp(-bandwidth);
        this.firstFeedback = 2 * decay * Math.cos(angle);
        this.secondFeedback = -decay * decay;
        double near = Math.sqrt(3 - Math.pow(2, 1.5));
        double far = Math.sqrt(3 + Math.pow(2, 1.5));
        double[] slopes = {far, -far, near, -near};
        for (int section = 0; section < SECTIONS; section++) {
            zeros[section] = -decay * (Math.cos(angle) + slopes[section] * Math.sin(angle));
        }
        this.gain = 1 / magnitudeAt(angle);
    }

    private double magnitudeAt(double angle) {
        double magnitude = 1;
        double poles = Math.hypot(
                1 - firstFeedback * Math.cos(angle) - secondFeedback * Math.cos(2 * angle),
                firstFeedback * Math.sin(angle) + secondFeedback * Math.sin(2 * angle));
        for (double zero : zeros) {
            magnitude *= Math.hypot(1 + zero * Math.cos(angle), zero * Math.sin(angle)) / poles;
        }
        return magnitude;
    }

    /** What passes after one more sample. */
    double next(double sample) {
        double passed = sample * gain;
        for (int section = 0; section < SECTIONS; section++) {
            // Transposed direct form: two memories per section.
            double output = passed + first[section];
            first[section] = zeros[section] * passed + firstFeedback * output + second[section];
            second[section] = secondFeedback * output;
            passed = output;
        }
        return passed;
    }
}
