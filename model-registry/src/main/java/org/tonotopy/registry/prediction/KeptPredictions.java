package org.tonotopy.registry.prediction;

import java.util.Optional;
import org.tonotopy.registry.store.WrittenObject;

/**
 * What a worker wrote beside a score, for people to look at.
 *
 * @param predictions of the test stimuli, in the form of submissions; empty where they were too many to be kept
 * @param excerpt sounds and responses of the test stimuli; empty where the benchmark has it already, or it would be too large
 */
public record KeptPredictions(Optional<WrittenObject> predictions, Optional<WrittenObject> excerpt) {
    /** Nothing. */
    public static final KeptPredictions NONE = new KeptPredictions(Optional.empty(), Optional.empty());
}
