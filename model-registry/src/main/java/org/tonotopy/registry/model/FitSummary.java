package org.tonotopy.registry.model;

import java.util.Map;
import java.util.Optional;

/**
 * How a fit went.
 *
 * @param epochs epochs run; 0 for a solution in closed form
 * @param bestEpoch the epoch whose weights were kept
 * @param stopReason why it stopped
 * @param validationScore mean normalised correlation of the kept weights on the validation stimuli; empty where
 *     undefined
 * @param chosen what the fit itself chose on validation, for instance the penalty
 * @param inputMean mean of the training stimuli, in the cochleagram's unit
 * @param inputDeviation their standard deviation
 */
public record FitSummary(
        int epochs,
        int bestEpoch,
        String stopReason,
        Optional<Double> validationScore,
        Map<String, Double> chosen,
        double inputMean,
        double inputDeviation) {
    /** Copies the map. */
    public FitSummary {
        chosen = Map.copyOf(chosen);
    }
}
