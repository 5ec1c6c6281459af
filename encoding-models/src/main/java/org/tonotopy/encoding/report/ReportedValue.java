package org.tonotopy.encoding.report;

import java.util.Optional;
import java.util.OptionalDouble;
import org.tonotopy.encoding.metric.MetricValue;
import org.tonotopy.encoding.metric.UndefinedReason;

/**
 * A number for JSON, which has no NaN.
 *
 * @param value the number, empty where it is undefined
 * @param undefined why, one sentence; empty where the number is there
 */
public record ReportedValue(OptionalDouble value, Optional<String> undefined) {

    static ReportedValue of(MetricValue metric) {
        return new ReportedValue(
                metric.isDefined() ? OptionalDouble.of(metric.value()) : OptionalDouble.empty(),
                metric.reason().map(UndefinedReason::sentence));
    }
}
