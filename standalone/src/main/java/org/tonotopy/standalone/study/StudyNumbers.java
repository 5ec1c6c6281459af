package org.tonotopy.standalone.study;

import java.util.Locale;
import java.util.Optional;

/** Numbers as a report writes them, for its templates and figures; a dash where one is undefined. */
final class StudyNumbers {
    private static final String UNDEFINED = "–";

    /** A score. */
    public String score(Optional<Double> value) {
        return value.map(known -> String.format(Locale.ROOT, "%.3f", known)).orElse(UNDEFINED);
    }

    /** A score with its 95 % interval, where there is one. */
    public String withInterval(Optional<Double> value, Optional<Double> low, Optional<Double> high) {
        return score(value)
                + low.flatMap(from -> high.map(to -> String.format(Locale.ROOT, " [%.3f, %.3f]", from, to)))
                        .orElse("");
    }

    /** A number of things. */
    public String count(Optional<Double> value) {
        return value.map(known -> String.format(Locale.ROOT, "%,.0f", known)).orElse(UNDEFINED);
    }

    /** A time. */
    public String seconds(Optional<Double> value) {
        return value.map(known -> String.format(Locale.ROOT, "%.1f s", known)).orElse(UNDEFINED);
    }

    /** A p-value. */
    public String probability(double p) {
        return p < 0.001 ? String.format(Locale.ROOT, "%.1e", p) : String.format(Locale.ROOT, "%.3f", p);
    }
}
