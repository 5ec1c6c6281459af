package org.tonotopy.encoding.fitting;

/**
 * One point of a learning curve.
 *
 * @param epoch counted from 1
 * @param trainLoss mean loss over the batches of the epoch, as they were trained (with dropout, before their updates)
 * @param validationLoss loss over the validation clips after the epoch
 * @param validationScore score of the validation clips after the epoch, larger is better; NaN where undefined
 * @param learningRate learning rate of the epoch; 0 for a fit in closed form
 * @param seconds wall-clock time of the epoch, validation included
 */
public record EpochRecord(
        int epoch,
        double trainLoss,
        double validationLoss,
        double validationScore,
        double learningRate,
        double seconds) {}
