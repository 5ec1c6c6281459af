package org.tonotopy.api.leaderboard;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What comes first on a board. Entries that are equal in it stay in the order of the board: by mean. */
public enum BoardOrder {
    /** Best mean of the ranking metric first. */
    MEAN,
    /** Best median of the ranking metric first. */
    MEDIAN,
    /** Best rank first; entries without one last. */
    RANK,
    /** Fewest parameters first. */
    PARAMETERS,
    /** Shortest fit first. */
    FIT_TIME,
    /** Newest first. */
    NEWEST;

    /** The words that clients write for them. */
    public static List<String> words() {
        return Stream.of(values()).map(BoardFilter::word).toList();
    }

    Comparator<ShownEntry> comparator(String metric) {
        return switch (this) {
            case MEAN -> byScore(entry -> entry.mean(metric));
            case MEDIAN -> byScore(entry -> entry.median(metric));
            case RANK -> Comparator.comparingInt(entry -> entry.rank().orElse(Integer.MAX_VALUE));
            case PARAMETERS ->
                Comparator.comparingLong(entry -> entry.parameterCount().orElse(Long.MAX_VALUE));
            case FIT_TIME ->
                Comparator.comparingDouble(entry -> entry.fitSeconds().orElse(Double.POSITIVE_INFINITY));
            case NEWEST -> Comparator.comparing(ShownEntry::newest).reversed();
        };
    }

    private static Comparator<ShownEntry> byScore(Function<ShownEntry, Optional<Double>> score) {
        return Comparator.comparingDouble(
                entry -> score.apply(entry).map(known -> -known).orElse(Double.POSITIVE_INFINITY));
    }
}
