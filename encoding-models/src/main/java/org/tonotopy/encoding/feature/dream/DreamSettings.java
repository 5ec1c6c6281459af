package org.tonotopy.encoding.feature.dream;

import java.util.OptionalDouble;
import org.tonotopy.encoding.feature.BaseStimulus;
import org.tonotopy.encoding.feature.FeatureLimits;
import org.tonotopy.encoding.feature.FeatureRefusedException;

/**
 * How a dream is made.
 *
 * @param durationMs its length; the response is that of its last bin
 * @param drivenBins over how many of the last bins the response is averaged
 * @param base what it starts from, and what its penalties are measured from
 * @param startDeviation deviation of the noise that is added to the base, in units of the model's input
 * @param bounds between which values it stays
 * @param largestNorm longest Euclidean distance from the base; empty for none
 * @param penalties what it pays for
 * @param jitter how far it is moved at random while it climbs
 * @param steps number of steps
 * @param learningRate of Adam
 * @param restarts how often it is made, each time from other noise
 * @param seed of all that is random
 */
public record DreamSettings(
        double durationMs,
        int drivenBins,
        BaseStimulus base,
        double startDeviation,
        DreamBounds bounds,
        OptionalDouble largestNorm,
        DreamPenalties penalties,
        DreamJitter jitter,
        int steps,
        double learningRate,
        int restarts,
        long seed) {
    /** The most steps. */
    public static final int MOST_STEPS = 20_000;
    /** The most restarts. */
    public static final int MOST_RESTARTS = 32;

    /** Checks each setting by itself. */
    public DreamSettings {
        if (!(durationMs > 0 && durationMs <= FeatureLimits.LONGEST_MS)) {
            refuse("duration_ms", "above 0 and at most " + FeatureLimits.LONGEST_MS, durationMs);
        }
        if (drivenBins < 1) {
            refuse("driven_bins", "at least 1", drivenBins);
        }
        if (!(startDeviation >= 0 && startDeviation <= 1)) {
            refuse("start_deviation", "from 0 to 1", startDeviation);
        }
        if (largestNorm.isPresent() && !(largestNorm.getAsDouble() > 0)) {
            refuse("largest_norm", "above 0", largestNorm.getAsDouble());
        }
        if (steps < 1 || steps > MOST_STEPS) {
            refuse("steps", "from 1 to " + MOST_STEPS, steps);
        }
        if (!(learningRate > 0 && learningRate <= 1)) {
            refuse("learning_rate", "above 0 and at most 1", learningRate);
        }
        if (restarts < 1 || restarts > MOST_RESTARTS) {
            refuse("restarts", "from 1 to " + MOST_RESTARTS, restarts);
        }
    }

    /** What gives clean images that hardly depend on the seed. */
    public static DreamSettings standard() {
        return new DreamSettings(
                FeatureLimits.USUAL_MS,
                1,
                new BaseStimulus.Mean(),
                0.01,
                new DreamBounds.AllBands(),
                OptionalDouble.empty(),
                DreamPenalties.standard(),
                new DreamJitter(0, 0),
                1500,
                0.05,
                1,
                1);
    }

    /** The same with another duration. */
    public DreamSettings withDuration(double durationMs) {
        return with(durationMs, bounds, penalties, steps, restarts);
    }

    /** The same with other bounds. */
    public DreamSettings withBounds(DreamBounds bounds) {
        return with(durationMs, bounds, penalties, steps, restarts);
    }

    /** The same with other penalties. */
    public DreamSettings withPenalties(DreamPenalties penalties) {
        return with(durationMs, bounds, penalties, steps, restarts);
    }

    /** The same with another number of steps. */
    public DreamSettings withSteps(int steps) {
        return with(durationMs, bounds, penalties, steps, restarts);
    }

    /** The same with another number of restarts. */
    public DreamSettings withRestarts(int restarts) {
        return with(durationMs, bounds, penalties, steps, restarts);
    }

    private DreamSettings with(
            double durationMs, DreamBounds bounds, DreamPenalties penalties, int steps, int restarts) {
        return new DreamSettings(
                durationMs,
                drivenBins,
                base,
                startDeviation,
                bounds,
                largestNorm,
                penalties,
                jitter,
                steps,
                learningRate,
                restarts,
                seed);
    }

    private static void refuse(String field, String requirement, Object given) {
        throw new FeatureRefusedException(field, field + " must be " + requirement + ", not " + given);
    }
}
