package org.tonotopy.encoding.feature.dream;

import org.tonotopy.encoding.feature.FeatureRefusedException;
import org.tonotopy.encoding.feature.FeatureStimuli;

/**
 * What the dreams of a batch have in common: the base, and the bounds of each band.
 *
 * @param width values per bin
 * @param base {@code [bin][band]}, within the bounds
 * @param low of each band
 * @param high of each band
 */
record Surroundings(int width, float[] base, float[] low, float[] high) {
    /** A real sound is outside its own percentiles now and then; a base that mostly is no start. */
    private static final double MOST_OUTSIDE = 0.1;

    static Surroundings of(DreamSettings settings, FeatureStimuli stimuli) {
        int bins = stimuli.bins(settings.durationMs());
        int width = stimuli.axes().bands();
        if (settings.drivenBins() > bins) {
            throw new FeatureRefusedException(
                    "driven_bins",
                    "driven_bins is " + settings.drivenBins() + ": the dream has only " + bins + " bins");
        }
        float[] base = settings.base().values(stimuli, bins);
        float[] low = new float[width];
        float[] high = new float[width];
        for (int band = 0; band < width; band++) {
            low[band] = (float) settings.bounds().low(stimuli.range(), band);
            high[band] = (float) settings.bounds().high(stimuli.range(), band);
        }
        int outside = 0;
        for (int i = 0; i < base.length; i++) {
            float within = Math.min(high[i % width], Math.max(low[i % width], base[i]));
            outside += within == base[i] ? 0 : 1;
            base[i] = within;
        }
        if (outside > MOST_OUTSIDE * base.length) {
            throw new FeatureRefusedException(
                    "bounds",
                    "the bounds exclude " + Math.round(100.0 * outside / base.length)
                            + " % of what the dream starts from: use wider bounds or another base");
        }
        return new Surroundings(width, base, low, high);
    }

    int bins() {
        return base.length / width;
    }
}
