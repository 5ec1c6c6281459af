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
        for (int bin = 0; bin < bins; bin++) {
            ends[bin] = switch (frontEnd.alignment()) {
                case CAUSAL -> end(bin, binSamples);
                case PUBLISHED_NS1 -> bin * publishedHop(binSamples) + window;
            };
        }
        return new Frames(window, ends);
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

    private static int publishedHop(double binSamples) {
        return (int) Math.floor(binSamples + SAMPLE_TOLERANCE);
    }
}
