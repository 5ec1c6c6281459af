package org.tonotopy.registry.reproduction;

import java.util.Locale;
import java.util.Optional;

/** How what came out of a fit that was made again compares with the model. */
public enum ReproductionVerdict {
    /** Every network, neuron, weight and input scaling is the same to the last bit. */
    EQUAL_BIT_FOR_BIT,
    /** The predictions of the test stimuli are the same within {@link #TOLERANCE}. */
    EQUAL_WITHIN_TOLERANCE,
    /** They are not, or cannot be compared. */
    DIFFERENT;

    /**
     * Largest difference of a prediction of the test stimuli, relative to the largest prediction of its neuron, that is within
     * tolerance. Rounding in another order, as other processors do it, grows over the epochs of a fit; a thousandth of a neuron's
     * largest response is far below what any metric of a board shows.
     */
    public static final double TOLERANCE = 1e-3;

    /** As words, for instance {@code equal bit for bit}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * The verdict.
     *
     * @param sameBits whether everything is the same to the last bit
     * @param predictionsDifference measured as {@link #TOLERANCE} is; empty where it is undefined
     */
    public static ReproductionVerdict of(boolean sameBits, Optional<Double> predictionsDifference) {
        if (sameBits) {
            return EQUAL_BIT_FOR_BIT;
        }
        return predictionsDifference
                        .filter(difference -> difference <= TOLERANCE)
                        .isPresent()
                ? EQUAL_WITHIN_TOLERANCE
                : DIFFERENT;
    }
}
