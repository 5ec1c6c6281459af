package org.tonotopy.encoding.feature.dream;

import org.tonotopy.encoding.feature.FeatureRefusedException;
import org.tonotopy.encoding.feature.StimulusRange;

/** Between which values each value of a dream stays. */
public sealed interface DreamBounds
        permits DreamBounds.AllBands, DreamBounds.EachBand, DreamBounds.Explicit, DreamBounds.Unbounded {
    /** The least value of a band. */
    double low(StimulusRange range, int band);

    /** The greatest value of a band. */
    double high(StimulusRange range, int band);

    /**
     * From the 1st to the 99th percentile of the train stimuli, all bands together, and those of a band where they are wider: a
     * band that is mostly silent may be silent.
     */
    record AllBands() implements DreamBounds {
        @Override
        public double low(StimulusRange range, int band) {
            return Math.min(range.lowest(), range.low().get(band));
        }

        @Override
        public double high(StimulusRange range, int band) {
            return Math.max(range.highest(), range.high().get(band));
        }
    }

    /** From the 1st to the 99th percentile of the train stimuli in that band. */
    record EachBand() implements DreamBounds {
        @Override
        public double low(StimulusRange range, int band) {
            return range.low().get(band);
        }

        @Override
        public double high(StimulusRange range, int band) {
            return range.high().get(band);
        }
    }

    /**
     * As given.
     *
     * @param low in units of the model's input
     * @param high in units of the model's input
     */
    record Explicit(double low, double high) implements DreamBounds {
        /** Checks that there is room between them. */
        public Explicit {
            if (!(low < high)) {
                throw new FeatureRefusedException(
                        "bounds", "bounds.low must be below bounds.high, not " + low + " and " + high);
            }
        }

        @Override
        public double low(StimulusRange range, int band) {
            return low;
        }

        @Override
        public double high(StimulusRange range, int band) {
            return high;
        }
    }

    /** Anywhere; for models whose best input is known, or under a bound on the norm. */
    record Unbounded() implements DreamBounds {
        @Override
        public double low(StimulusRange range, int band) {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public double high(StimulusRange range, int band) {
            return Double.POSITIVE_INFINITY;
        }
    }
}
