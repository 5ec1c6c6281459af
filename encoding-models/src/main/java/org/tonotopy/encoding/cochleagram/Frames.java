package org.tonotopy.encoding.cochleagram;

import org.tonotopy.encoding.recording.Finding;

/**
 * Which samples each time bin looks at: {@code window} samples up to, not including, {@code ends[bin]}. Before the first
 * and after the last sample there is silence.
 */
record Frames(int window, int[] ends) {
    private static final int LEAST_WINDOW = 8;

    /** Rounding of a double may not make a sample belong to a bin that it does not belong to. */
    private static final double SAMPLE_TOLERANCE = 1e-6;

    static Frames of(FrontEnd frontEnd, double sampleRateHz, double dtMs, int bins) throws SoundRefusedException {
        int window = (int) Math.round(frontEnd.windowMs() * sampleRateHz / 1000);
        if (window < LEAST_WINDOW) {
            throw new SoundRefusedException(
                    Finding.Code.UNSUITABLE_FRONT_END,
                    "At " + sampleRateHz + " Hz a window of " + frontEnd.windowMs() + " ms has " + window + " samples.",
                    "Set window_ms to at least " + Math.ceil(1e4 * LEAST_WINDOW / sampleRateHz) / 10 + ".");
        }
        double binSamples = dtMs * sampleRateHz / 1000;
        if (bins * binSamples + window > Integer.MAX_VALUE - 8) {
            throw new SoundRefusedException(
                    Finding.Code.TOO_LARGE,
                    bins + " bins of " + dtMs + " ms are longer than any sound that can be held.",
                    "Cut the sound into shorter stimuli.");
        }
        int[] ends = new int[bins];
        int hop = (int) Math.floor(binSamples + SAMPLE_TOLERANCE);
        if (frontEnd.alignment() == FrontEnd.Alignment.PUBLISHED_NS1 && bins * (binSamples - hop) > binSamples) {
            throw new SoundRefusedException(
                    Finding.Code.UNSUITABLE_FRONT_END,
                    "A hop of " + hop + " whole samples in place of " + dtMs + " ms drifts by more than a bin in "
                            + bins + " bins.",
                    "Set alignment to CAUSAL, which does not drift.");
        }
        for (int bin = 0; bin < bins; bin++) {
            ends[bin] = switch (frontEnd.alignment()) {
                case CAUSAL -> end(bin, binSamples);
                case PUBLISHED_NS1 -> bin * hop + window;
            };
        }
        return new Frames(window, ends);
    }

    /** The weights of the samples of a window: a symmetric Hann window, 0 at its first and last sample. */
    double[] hann() {
        double[] weights = new double[window];
        for (int i = 0; i < window; i++) {
            weights[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (window - 1));
        }
        return weights;
    }

    /** The sum of a symmetric Hann window. */
    static double hannSum(int length) {
        return (length - 1) / 2.0;
    }

    /** How many bins a sound covers from their beginning to their end. */
    static int covered(int samples, double sampleRateHz, double dtMs) {
        return (int) Math.floor((samples + SAMPLE_TOLERANCE) * 1000 / (dtMs * sampleRateHz));
    }

    /**
     * One more than the last sample before the end of a bin. From the start of the sound every time, so that a bin which is
     * not a whole number of samples adds up to no drift.
     */
    private static int end(int bin, double binSamples) {
        return (int) Math.ceil((bin + 1) * binSamples - SAMPLE_TOLERANCE);
    }
}
