package org.tonotopy.encoding.feature;

/**
 * What a gradient map is taken of.
 *
 * @param durationMs how far back it goes
 * @param base the input that it is taken at
 * @param behindPrefilter whether it is by the prefilter's output, instead of the cochleagram
 */
public record GradientMapSettings(double durationMs, BaseStimulus base, boolean behindPrefilter) {
    /** Checks the duration. */
    public GradientMapSettings {
        FeatureLimits.requireDuration(durationMs);
    }
}
