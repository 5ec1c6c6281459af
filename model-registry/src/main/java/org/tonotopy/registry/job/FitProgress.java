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
 * @param networks networks that the job fits, 1 or more; of several, the numbers above are 0 or empty
 * @param networksDone those that are fitted
 * @param resumedEpoch the epoch of the checkpoint that the attempt went on from; 0 where it began anew
 */
public record FitProgress(
        String phase,
        int epoch,
        int maxEpochs,
        Optional<Double> trainLoss,
        Optional<Double> validationScore,
        int bestEpoch,
        int networks,
        int networksDone,
        int resumedEpoch)
        implements JobProgress {
    /** How far a job is that fits one network, or none. */
    public FitProgress(
            String phase,
            int epoch,
            int maxEpochs,
            Optional<Double> trainLoss,
            Optional<Double> validationScore,
            int bestEpoch) {
        this(phase, epoch, maxEpochs, trainLoss, validationScore, bestEpoch, 1, 0, 0);
    }
}
