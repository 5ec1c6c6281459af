package org.tonotopy.encoding.feature.dream;

import org.tonotopy.encoding.feature.FeatureRefusedException;

/**
 * At each step the model sees the dream moved by a whole number of bins and bands, drawn uniformly up to these in either
 * direction; what is moved over the edge is not seen, and what comes in is the base.
 *
 * @param bins along time
 * @param bands along frequency
 */
public record DreamJitter(int bins, int bands) {
    private static final int MOST = 100;

    /** Checks both. */
    public DreamJitter {
        if (bins < 0 || bins > MOST || bands < 0 || bands > MOST) {
            throw new FeatureRefusedException(
                    "jitter",
                    "jitter.bins and jitter.bands must be from 0 to " + MOST + ", not " + bins + " and " + bands);
        }
    }

    /** Whether there is any. */
    boolean moves() {
        return bins > 0 || bands > 0;
    }
}
