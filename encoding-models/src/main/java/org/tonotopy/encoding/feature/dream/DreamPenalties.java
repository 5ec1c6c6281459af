package org.tonotopy.encoding.feature.dream;

import org.tonotopy.encoding.feature.FeatureRefusedException;

/**
 * What a dream pays for, with {@code d} its distance from its base in units of the model's input. Each is a mean over the
 * bands and a sum over time in units of {@value #UNIT_MS} ms: at that duration it is the mean over the image, and at every
 * duration it holds each bin with the same force, so that a longer dream shows the same picture with more before it. Weights
 * are relative to the range of the responses to the train stimuli: a neuron that fires ten times as much, or a model in other
 * units, has the same dream. Over the first part of the steps the penalties grow from nothing to their whole weight.
 *
 * @param norm weight of {@code d^2}
 * @param smoothness weight of the squared differences of {@code d} between neighbouring bins and between neighbouring bands
 * @param sparsity weight of {@code |d|}
 * @param totalVariation weight of the absolute differences of {@code d} between neighbouring bins and bands
 */
public record DreamPenalties(double norm, double smoothness, double sparsity, double totalVariation) {
    /** Time in which a penalty counts once. */
    public static final double UNIT_MS = 400;

    /** Penalties grow over one in so many of the steps. */
    static final int RISE_OF_STEPS = 3;

    /** Checks each weight. */
    public DreamPenalties {
        require("penalties.norm", norm);
        require("penalties.smoothness", smoothness);
        require("penalties.sparsity", sparsity);
        require("penalties.total_variation", totalVariation);
    }

    /** What gives clean images. */
    public static DreamPenalties standard() {
        return new DreamPenalties(0.2, 1, 0, 0);
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
