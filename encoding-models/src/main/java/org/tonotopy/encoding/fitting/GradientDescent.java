package org.tonotopy.encoding.fitting;

/**
 * Adam or AdamW over shuffled clips, with early stopping on the validation score and the best weights restored.
 *
 * @param loss what is minimised
 * @param optimiser step rule
 * @param learningRate step size, above 0
 * @param weightDecay decay of every parameter, as the step rule has it; with 0 both step rules are the same
 * @param clipNorm the gradient is scaled down to this Euclidean norm where it is longer; 0 leaves it as it is
 * @param batchClips clips per step
 * @param maxEpochs most epochs
 * @param patience epochs without a better validation score before the fit stops
 * @param dropout share of units dropped before the readout while training, from 0 to below 1
 * @param correlationWeight weight of {@code 1 - mean CC} in the loss; 0 leaves it out
 * @param schedule course of the learning rate
 * @param initialisation where the fit starts
 */
public record GradientDescent(
        LossFunction loss,
        Optimiser optimiser,
        double learningRate,
        double weightDecay,
        double clipNorm,
        int batchClips,
        int maxEpochs,
        int patience,
        double dropout,
        double correlationWeight,
        LearningRateSchedule schedule,
        Initialisation initialisation)
        implements FittingRecipe {

    /** @throws InvalidRecipeException naming the field that no fit can run with */
    public GradientDescent {
        InvalidRecipeException.requirePositive("learning_rate", learningRate);
        InvalidRecipeException.requireNotNegative("weight_decay", weightDecay);
        if (optimiser == Optimiser.ADAMW && learningRate * weightDecay >= 1) {
            throw new InvalidRecipeException(
                    "weight_decay", "below 1 / learning_rate, or every step turns the weights over", weightDecay);
        }
        InvalidRecipeException.requireNotNegative("clip_norm", clipNorm);
        InvalidRecipeException.requireAtLeast("batch_clips", 1, batchClips);
        InvalidRecipeException.requireAtLeast("max_epochs", 1, maxEpochs);
        InvalidRecipeException.requireAtLeast("patience", 1, patience);
        InvalidRecipeException.requireShare("dropout", dropout);
        InvalidRecipeException.requireNotNegative("correlation_weight", correlationWeight);
    }

    /** With AdamW. */
    public GradientDescent(
            LossFunction loss,
            double learningRate,
            double weightDecay,
            double clipNorm,
            int batchClips,
            int maxEpochs,
            int patience,
            double dropout,
            double correlationWeight,
            LearningRateSchedule schedule,
            Initialisation initialisation) {
        this(
                loss,
                Optimiser.ADAMW,
                learningRate,
                weightDecay,
                clipNorm,
                batchClips,
                maxEpochs,
                patience,
                dropout,
                correlationWeight,
                schedule,
                initialisation);
    }
}
