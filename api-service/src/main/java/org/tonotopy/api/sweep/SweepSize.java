package org.tonotopy.api.sweep;

import java.util.List;
import java.util.Locale;
import org.tonotopy.api.problem.FieldProblems;

/** How many fits a sweep may have. */
final class SweepSize {
    /** At most. */
    static final int MOST = 100_000;

    private SweepSize() {}

    /** A product; {@link Long#MAX_VALUE} where it is larger than that. */
    static long product(List<Long> factors) {
        long product = 1;
        for (long factor : factors) {
            if (factor == 0) {
                return 0;
            }
            product = product > Long.MAX_VALUE / factor ? Long.MAX_VALUE : product * factor;
        }
        return product;
    }

    /**
     * Refuses a sweep that would have too many.
     *
     * @param field of the request that makes them many
     */
    static void check(String field, long points, long seeds, long targets, FieldProblems problems) {
        long size = product(List.of(points, seeds, targets));
        if (size > MOST) {
            problems.add(
                    field,
                    size == Long.MAX_VALUE
                            ? "it would make more fits than can be counted"
                            : String.format(
                                    Locale.ROOT,
                                    "it would make %,d fits: %,d of models and hyperparameters, times %,d of seeds,"
                                            + " times %,d of benchmarks and neurons",
                                    size,
                                    points,
                                    seeds,
                                    targets),
                    String.format(Locale.ROOT, "A sweep has at most %,d: try fewer values, or make several.", MOST));
        }
    }
}
