package org.tonotopy.encoding.fitting;

import java.util.List;

/**
 * Ridge regression in closed form, for networks that are linear in their parameters: the weights minimise
 * {@code sum (r - y)^2 + penalty * sum w^2} over the recorded training bins, with a bias that is not penalised. Every
 * penalty is tried, and the validation clips choose.
 *
 * @param penalties penalties to try, all above 0
 * @param choice whether one penalty serves the population, or every neuron has its own
 */
public record ClosedFormRidge(List<Double> penalties, PenaltyChoice choice) implements FittingRecipe {

    private static final int MOST_PENALTIES = 100;

    /** @throws InvalidRecipeException naming the field that no fit can run with */
    public ClosedFormRidge {
        penalties = List.copyOf(penalties);
        if (penalties.isEmpty() || penalties.size() > MOST_PENALTIES) {
            throw new InvalidRecipeException(
                    "penalties", "a list of 1 to " + MOST_PENALTIES + " numbers", "a list of " + penalties.size());
        }
        for (double penalty : penalties) {
            InvalidRecipeException.requirePositive("penalties", penalty);
        }
    }

    /** How the validation clips choose among the penalties. */
    public enum PenaltyChoice {
        /** The penalty with the best validation score of the whole population. */
        ONE_FOR_ALL,
        /** For each neuron the penalty with its best validation correlation, which also has its best normalised one. */
        ONE_PER_NEURON
    }
}
