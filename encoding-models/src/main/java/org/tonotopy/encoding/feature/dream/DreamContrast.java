package org.tonotopy.encoding.feature.dream;

import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.FeatureValue;
import org.tonotopy.encoding.feature.ImageCorrelation;
import org.tonotopy.encoding.feature.UndefinedFeature;

/**
 * Two dreams beside each other: of two models, or of two neurons.
 *
 * @param first distance of the one from its base
 * @param second distance of the other from its base
 * @param correlation between the two over all bands and bins; undefined where one did not rise
 */
public record DreamContrast(FeatureImage first, FeatureImage second, FeatureValue correlation) {
    /** Compares two dreams. */
    public static DreamContrast of(Dream first, Dream second) {
        FeatureValue correlation = first.best().rose() && second.best().rose()
                ? ImageCorrelation.between(first.distance(), second.distance())
                : FeatureValue.undefined(UndefinedFeature.NOT_RISEN);
        return new DreamContrast(first.distance(), second.distance(), correlation);
    }
}
