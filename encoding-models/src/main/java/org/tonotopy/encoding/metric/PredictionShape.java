package org.tonotopy.encoding.metric;

import java.util.List;
import org.tonotopy.encoding.response.PreparedResponses;

/** The shape that predictions must have to be compared with responses. */
final class PredictionShape {

    private PredictionShape() {}

    /** @throws IllegalArgumentException naming the stimulus whose prediction has another shape */
    static void require(PreparedResponses truth, List<float[]> predictions) {
        if (predictions.size() != truth.stimuli()) {
            throw new IllegalArgumentException("there are predictions for " + predictions.size()
                    + " stimuli, but responses to " + truth.stimuli());
        }
        for (int stimulus = 0; stimulus < truth.stimuli(); stimulus++) {
            long expected = (long) truth.bins(stimulus) * truth.neurons();
            if (predictions.get(stimulus).length != expected) {
                throw new IllegalArgumentException("the prediction for stimulus " + truth.stimulusIndex(stimulus)
                        + " has " + predictions.get(stimulus).length + " values, but " + truth.bins(stimulus)
                        + " bins of " + truth.neurons() + " neurons make " + expected);
            }
        }
    }
}
