package org.tonotopy.registry.model;

import java.util.OptionalDouble;

/**
 * One epoch of a fit.
 *
 * @param epoch counts from 1; 0 is the state before the first step
 * @param trainLoss mean loss over the epoch's training clips; empty for epoch 0
 * @param validationLoss loss on the validation stimuli
 * @param validationScore mean normalised correlation on the validation stimuli; empty where undefined
 * @param learningRate learning rate of the epoch; empty for epoch 0
 * @param seconds wall time of the epoch
 */
public record LearningCurvePoint(
        int epoch,
        OptionalDouble trainLoss,
        OptionalDouble validationLoss,
        OptionalDouble validationScore,
        OptionalDouble learningRate,
        double seconds) {}
