package org.tonotopy.encoding.report;

import org.tonotopy.encoding.recording.Stimulus;

/** How loud a sound is over time. */
final class SoundLevel {

    private SoundLevel() {}

    /** The mean over bands of each bin's levels. */
    static double[] of(Stimulus stimulus) {
        float[] levels = stimulus.cochleagram();
        double[] means = new double[stimulus.bins()];
        for (int t = 0; t < means.length; t++) {
            double sum = 0;
            for (int band = 0; band < stimulus.bands(); band++) {
                sum += levels[t * stimulus.bands() + band];
            }
            means[t] = sum / stimulus.bands();
        }
        return means;
    }
}
