package org.tonotopy.encoding.feature.dream;

import java.util.List;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.FeatureValue;
import org.tonotopy.encoding.feature.ResponseTarget;

/**
 * What a model answers most.
 *
 * @param target whose response was climbed
 * @param base what it started from, in units of the model's input
 * @param runs the restarts in their order
 * @param best the one that reached the highest response, among those that rose if there is one
 * @param agreement mean correlation between restarts, of their distances from the base, over all pairs that rose
 * @param atBase response at the base, without noise
 * @param strongestReal the model's highest response to the train stimuli
 * @param multiple the response reached over the strongest real one; undefined where that is not above 0
 */
public record Dream(
        ResponseTarget target,
        FeatureImage base,
        List<DreamRun> runs,
        DreamRun best,
        FeatureValue agreement,
        double atBase,
        double strongestReal,
        FeatureValue multiple) {
    /** Copies the list. */
    public Dream {
        runs = List.copyOf(runs);
    }

    /** How it ended. */
    public DreamOutcome outcome() {
        return best.outcome();
    }

    /** The input that it found, in units of the model's input. */
    public FeatureImage image() {
        return new FeatureImage(base.axes(), best.values());
    }

    /** How far that is from the base: what figures show and summaries measure. */
    public FeatureImage distance() {
        return image().minus(base);
    }
}
