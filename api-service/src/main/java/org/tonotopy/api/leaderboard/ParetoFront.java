package org.tonotopy.api.leaderboard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tonotopy.registry.leaderboard.LeaderboardEntry;
import org.tonotopy.registry.leaderboard.LeaderboardEntry.BoardMetric;
import org.tonotopy.registry.score.NeuronMetric;

/**
 * The entries that no other one beats at once in mean score and in cost. An entry whose cost is not known is on no front. By means alone: whether a difference is significant, pairs
 * say.
 *
 * @param specs hashes of their specs
 */
record ParetoFront(Set<String> specs) {
    /** Copies the set. */
    ParetoFront {
        specs = Set.copyOf(specs);
    }

    static ParetoFront of(
            List<LeaderboardEntry> entries, NeuronMetric metric, Function<LeaderboardEntry, Optional<Double>> cost) {
        List<Point> points = entries.stream()
                .flatMap(entry -> mean(entry, metric).stream()
                        .flatMap(mean ->
                                cost.apply(entry).stream().map(known -> new Point(entry.specSha256(), mean, known))))
                .toList();
        return new ParetoFront(points.stream()
                .filter(point -> points.stream().noneMatch(other -> other.beats(point)))
                .map(Point::spec)
                .collect(Collectors.toSet()));
    }

    boolean has(LeaderboardEntry entry) {
        return specs.contains(entry.specSha256());
    }

    private static Optional<Double> mean(LeaderboardEntry entry, NeuronMetric metric) {
        return entry.metrics().stream()
                .filter(candidate -> candidate.metric() == metric)
                .findFirst()
                .flatMap(BoardMetric::mean);
    }

    private record Point(String spec, double score, double cost) {
        boolean beats(Point other) {
            return score >= other.score && cost <= other.cost && (score > other.score || cost < other.cost);
        }
    }
}
