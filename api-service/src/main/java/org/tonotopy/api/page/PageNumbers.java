package org.tonotopy.api.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.registry.benchmark.RankingMetric;

/** Numbers as pages write them. */
final class PageNumbers {
    /** Stands where a number is undefined. */
    static final String UNDEFINED = "–";

    private PageNumbers() {}

    /** A score: three decimals. */
    static String score(Optional<Double> value) {
        // A page has thousands of them, and a format takes several times as long.
        return value.map(defined -> BigDecimal.valueOf(defined)
                        .setScale(3, RoundingMode.HALF_UP)
                        .toPlainString())
                .orElse(UNDEFINED);
    }

    /** Any number: three digits that say something, and its unit unless that is 1. */
    static String measure(Optional<Double> value, String unit) {
        return value.map(defined -> plain(defined) + (unit.equals("1") ? "" : " " + unit))
                .orElse(UNDEFINED);
    }

    /** Whole numbers without decimals, others with as many as three digits need. */
    static String plain(double number) {
        double magnitude = Math.abs(number);
        if (number == Math.rint(number) || magnitude >= 100) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return String.format(Locale.ROOT, magnitude >= 10 ? "%.1f" : magnitude >= 0.01 ? "%.2f" : "%.2g", number);
    }

    /** A number of parameters. */
    static String count(Optional<Long> value) {
        return value.map(known -> String.format(Locale.ROOT, "%,d", known)).orElse(UNDEFINED);
    }

    /** A time in seconds. */
    static String seconds(Optional<Double> value) {
        return value.map(known -> String.format(Locale.ROOT, "%.1f s", known)).orElse(UNDEFINED);
    }

    /** A setting, to its last digit. */
    static String exact(double number) {
        BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
        return Math.abs(plain.scale()) > 6 ? plain.toString() : plain.toPlainString();
    }

    /** A 95 % interval in brackets; empty where it is not known. */
    static String interval(Optional<Double> low, Optional<Double> high) {
        return low.flatMap(from -> high.map(to -> String.format(Locale.ROOT, "[%.3f, %.3f]", from, to)))
                .orElse("");
    }

    /** What a metric is called. */
    static String name(RankingMetric metric) {
        return switch (metric) {
            case CC_NORM -> "CCnorm";
            case CC -> "CC";
        };
    }

    /** A p-value. */
    static String probability(double p) {
        return p < 0.001 ? String.format(Locale.ROOT, "%.1e", p) : String.format(Locale.ROOT, "%.3f", p);
    }
}
