package org.tonotopy.worker.fit;

import java.util.List;
import org.tonotopy.encoding.fitting.FittingClip;
import org.tonotopy.encoding.metric.ValidationScore;

/**
 * What a network is fitted to.
 *
 * @param train clips to learn from
 * @param validation clips that stop the fit and choose its weights
 * @param validationScore scores predictions for the validation clips
 */
record FittingData(List<FittingClip> train, List<FittingClip> validation, ValidationScore validationScore) {
    /** Whether there is anything to learn. */
    boolean holdsResponses() {
        for (FittingClip clip : train) {
            for (float response : clip.target()) {
                if (!Float.isNaN(response)) {
                    return true;
                }
            }
        }
        return false;
    }
}
