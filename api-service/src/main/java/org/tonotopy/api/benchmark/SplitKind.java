package org.tonotopy.api.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.registry.benchmark.BenchmarkSplit;
import org.tonotopy.registry.benchmark.CrossValidation;

/** The words for how a split is made: by three lists, or by one of the schemes of a cross-validation. */
public final class SplitKind {
    /** Three lists. */
    public static final String BY_STIMULUS = "by_stimulus";
    /** Folds that are drawn. */
    public static final String K_FOLD = "k_fold";
    /** A fold for each sound. */
    public static final String LEAVE_ONE_STIMULUS_OUT = "leave_one_stimulus_out";

    private SplitKind() {}

    /** The word for a split. */
    static String of(BenchmarkSplit split) {
        return split instanceof CrossValidation turns ? word(turns.scheme()) : BY_STIMULUS;
    }

    /** The scheme that a word names; empty where it names none. */
    static Optional<CrossValidation.Scheme> scheme(String word) {
        return Arrays.stream(CrossValidation.Scheme.values())
                .filter(scheme -> word(scheme).equals(word))
                .findFirst();
    }

    private static String word(CrossValidation.Scheme scheme) {
        return scheme.name().toLowerCase(Locale.ROOT);
    }
}
