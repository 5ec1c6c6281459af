package org.tonotopy.registry.job;

import java.util.Optional;

/**
 * How far a job is; written with every epoch.
 *
 * @param phase what the worker does now: reading, fitting, scoring, storing
 * @param epoch the last complete epoch; 0 before the first
 * @param maxEpochs epochs at most; 0 where the fit has none
 * @param trainLoss mean loss over the epoch's training clips; empty where there is none
 * @param validationScore mean normalised correlation on the validation stimuli; empty where undefined
 * @param bestEpoch the epoch with the best validation score so far; 0 before the first
 */
public record FitProgress(
        String phase,
        int epoch,
        int maxEpochs,
        Optional<Double> trainLoss,
        Optional<Double> validationScore,
        int bestEpoch)
        implements JobProgress {}
