package org.tonotopy.encoding.feature.dream;

import org.tonotopy.encoding.feature.FeatureRefusedException;

/**
 * What a dream pays for, with {@code d} its distance from its base in units of the model's input. Each is a mean over the
 * bands and a sum over time in units of {@value #UNIT_MS} ms: at that duration it is the mean over the image, and at every
 * duration it holds each bin with the same force, so that a longer dream shows the same picture with more before it.
 *
 * @param norm weight of {@code d^2}
 * @param smoothness weight of the squared differences of {@code d} between neighbouring bins and between neighbouring bands
 * @param sparsity weight of {@code |d|}
 * @param totalVariation weight of the absolute differences of {@code d} between neighbouring bins and bands
 */
public record DreamPenalties(double norm, double smoothness, double sparsity, double totalVariation) {
    /** Time in which a penalty counts once. */
    public static final double UNIT_MS = 400;

    /** Checks each weight. */
    public DreamPenalties {
        require("penalties.norm", norm);
        require("penalties.smoothness", smoothness);
        require("penalties.sparsity", sparsity);
        require("penalties.total_variation", totalVariation);
    }

    /** What gives clean images. */
    public static DreamPenalties standard() {
        return new DreamPenalties(0.1, 0.5, 0, 0);
    }

    /** Nothing is paid. */
    public static DreamPenalties none() {
        return new DreamPenalties(0, 0, 0, 0);
    }

    private static void require(String field, double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new FeatureRefusedException(
                    field, field + " must be a finite number that is not negative, not " + weight);
        }
    }
}
