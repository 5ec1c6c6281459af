package org.tonotopy.encoding.feature;

import java.util.Optional;

/**
 * A number, or the reason why there is none.
 *
 * @param value the number; NaN where it is undefined
 * @param reason why it is undefined; empty where it is not
 */
public record FeatureValue(double value, Optional<UndefinedFeature> reason) {
    /** Checks that there is one of both. */
    public FeatureValue {
        if (Double.isNaN(value) != reason.isPresent()) {
            throw new IllegalArgumentException("a value is a number or has a reason for being none");
        }
    }

    /** A defined value. */
    public static FeatureValue of(double value) {
        return new FeatureValue(value, Optional.empty());
    }

    /** No value, and why. */
    public static FeatureValue undefined(UndefinedFeature reason) {
        return new FeatureValue(Double.NaN, Optional.of(reason));
    }

    /** Whether there is a value. */
    public boolean isDefined() {
        return reason.isEmpty();
    }
}
