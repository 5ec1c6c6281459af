package org.tonotopy.encoding.metric;

import java.util.List;
import org.tonotopy.encoding.response.PreparedResponses;

/**
 * Predicted responses in the precision in which they were made: one series for each stimulus, time-major,
 * {@code bins * neurons}, with bin {@code t} of neuron {@code n} at {@code t * neurons + n}.
 */
public sealed interface Predictions {

    /** Predictions in single precision, as networks give them; kept, not copied. */
    static Predictions ofFloats(List<float[]> series) {
        return new Floats(List.copyOf(series));
    }

    /** Predictions in double precision; kept, not copied. */
    static Predictions ofDoubles(List<double[]> series) {
        return new Doubles(List.copyOf(series));
    }

    /** Number of stimuli. */
    int stimuli();

    /** Number of values for a stimulus. */
    int length(int stimulus);

    /** One predicted value. */
    double at(int stimulus, int index);

    /**
     * Checks that there is one value for each bin and neuron of the responses.
     *
     * @throws IllegalArgumentException naming the stimulus whose prediction has another shape
     */
    default void requireShapeOf(PreparedResponses truth) {
        if (stimuli() != truth.stimuli()) {
            throw new IllegalArgumentException(
                    "there are predictions for " + stimuli() + " stimuli, but responses to " + truth.stimuli());
        }
        for (int stimulus = 0; stimulus < truth.stimuli(); stimulus++) {
            long expected = (long) truth.bins(stimulus) * truth.neurons();
            if (length(stimulus) != expected) {
                throw new IllegalArgumentException("the prediction for stimulus " + truth.stimulusIndex(stimulus)
                        + " has " + length(stimulus) + " values, but " + truth.bins(stimulus) + " bins of "
                        + truth.neurons() + " neurons make " + expected);
            }
        }
    }

    /** Single precision. */
    record Floats(List<float[]> series) implements Predictions {
        @Override
        public int stimuli() {
            return series.size();
        }

        @Override
        public int length(int stimulus) {
            return series.get(stimulus).length;
        }

        @Override
        public double at(int stimulus, int index) {
            return series.get(stimulus)[index];
        }
    }

    /** Double precision. */
    record Doubles(List<double[]> series) implements Predictions {
        @Override
        public int stimuli() {
            return series.size();
        }

        @Override
        public int length(int stimulus) {
            return series.get(stimulus).length;
        }

        @Override
        public double at(int stimulus, int index) {
            return series.get(stimulus)[index];
        }
    }
}
