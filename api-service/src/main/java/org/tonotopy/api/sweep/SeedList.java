package org.tonotopy.api.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.job.FitRequestCheck;
import org.tonotopy.api.problem.FieldProblems;

/**
 * The seeds of a sweep.
 *
 * @param field of the request that says them
 * @param seeds ascending
 */
record SeedList(String field, List<Long> seeds) {
    private static final String SEEDS = "seeds";
    private static final String SEED_COUNT = "seed_count";

    /**
     * Reads them.
     *
     * @param required whether they must be said; otherwise the one seed is 0
     */
    static SeedList check(
            @Nullable List<@Nullable Long> sent, @Nullable Integer count, boolean required, FieldProblems problems) {
        if (sent != null && count != null) {
            problems.add(SEED_COUNT, "seeds says it already", "Leave one of them out.");
            return new SeedList(SEED_COUNT, List.of());
        }
        if (sent != null) {
            return new SeedList(SEEDS, isAllowed(sent.size(), SEEDS, problems) ? listed(sent, problems) : List.of());
        }
        if (count != null) {
            return new SeedList(
                    SEED_COUNT,
                    isAllowed(count, SEED_COUNT, problems)
                            ? LongStream.range(0, count).boxed().toList()
                            : List.of());
        }
        if (required) {
            problems.add(SEEDS, "it is missing", "Send a list such as [0, 1, 2], or " + SEED_COUNT + ": 3.");
        }
        return new SeedList(SEEDS, List.of(0L));
    }

    private static boolean isAllowed(int seeds, String field, FieldProblems problems) {
        boolean allowed = seeds >= 1 && seeds <= SweepSize.MOST;
        if (!allowed) {
            problems.add(
                    field,
                    "there cannot be " + seeds + " seeds",
                    String.format(Locale.ROOT, "Ask for 1 to %,d.", SweepSize.MOST));
        }
        return allowed;
    }

    private static List<Long> listed(List<@Nullable Long> sent, FieldProblems problems) {
        Set<Long> seeds = new HashSet<>();
        for (int place = 0; place < sent.size(); place++) {
            String field = SEEDS + "[" + place + "]";
            Long seed = sent.get(place);
            if (seed == null) {
                problems.add(field, "it is null", "Send whole numbers.");
                continue;
            }
            FitRequestCheck.checkSeed(field, seed, problems);
            if (!seeds.add(seed)) {
                problems.add(field, "the seed " + seed + " is named twice", "Name each seed once.");
            }
        }
        return seeds.stream().sorted().toList();
    }
}
