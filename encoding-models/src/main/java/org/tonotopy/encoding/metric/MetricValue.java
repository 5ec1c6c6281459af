package org.tonotopy.encoding.metric;

import java.util.Optional;

/**
 * A number, or the reason why there is none.
 *
 * @param value the number; NaN where it is undefined
 * @param reason why it is undefined; empty where it is not
 */
public record MetricValue(double value, Optional<UndefinedReason> reason) {

    public MetricValue {
        if (Double.isNaN(value) != reason.isPresent()) {
            throw new IllegalArgumentException("a metric is a number or has a reason for being none");
        }
    }

    /** A defined value. */
    public static MetricValue of(double value) {
        return new MetricValue(value, Optional.empty());
    }

    /** No value, and why. */
    public static MetricValue undefined(UndefinedReason reason) {
        return new MetricValue(Double.NaN, Optional.of(reason));
    }

    /** Whether there is a value. */
    public boolean isDefined() {
        return reason.isEmpty();
    }
}
