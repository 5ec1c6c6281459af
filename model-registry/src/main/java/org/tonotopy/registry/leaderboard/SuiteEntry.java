package org.tonotopy.registry.leaderboard;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.leaderboard.LeaderboardEntry.BoardMetric;
import org.tonotopy.registry.model.FittedSpec;
import org.tonotopy.registry.score.NeuronMetric;

/**
 * One model on the board of a suite: its entries on the boards of the suite's benchmarks, all of the same spec.
 *
 * @param onBenchmarks one for each benchmark, in the suite's order
 */
public record SuiteEntry(List<LeaderboardEntry> onBenchmarks) {
    /** Copies the list. */
    public SuiteEntry {
        onBenchmarks = List.copyOf(onBenchmarks);
    }

    private LeaderboardEntry any() {
        return onBenchmarks.get(0);
    }

    /** Model kind. */
    public String kind() {
        return any().kind();
    }

    /** What was fitted and how. */
    public FittedSpec spec() {
        return any().spec();
    }

    /** Hash of the spec. */
    public String specSha256() {
        return any().specSha256();
    }

    /** What it is beside one network for all neurons, in a few words; folds are the benchmarks' and may differ. */
    public String composition() {
        return any().compositionWithoutFolds();
    }

    /** References of its versions, benchmark by benchmark. */
    public List<String> models() {
        return onBenchmarks.stream().flatMap(entry -> entry.models().stream()).toList();
    }

    /** Who asked for its fits. */
    public List<String> authors() {
        return onBenchmarks.stream()
                .flatMap(entry -> entry.authors().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** When the newest of its versions was registered. */
    public Instant newest() {
        return onBenchmarks.stream()
                .map(LeaderboardEntry::newest)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /**
     * The mean of a metric over the neurons of all benchmarks as far as the benchmarks' boards tell it: their means, weighted by
     * the neurons that count. Empty where all of them are undefined.
     */
    public Optional<Double> weightedMean(NeuronMetric metric) {
        List<BoardMetric> known = onBenchmarks.stream()
                .flatMap(entry -> entry.metrics().stream())
                .filter(candidate ->
                        candidate.metric() == metric && candidate.mean().isPresent())
                .toList();
        int counted = known.stream().mapToInt(BoardMetric::counted).sum();
        return counted == 0
                ? Optional.empty()
                : Optional.of(known.stream()
                                .mapToDouble(one -> one.mean().orElseThrow() * one.counted())
                                .sum()
                        / counted);
    }

    /** Best weighted mean first, those without one last; equal ones by kind and spec. */
    static Comparator<SuiteEntry> order(NeuronMetric ranking) {
        return Comparator.comparingDouble((SuiteEntry entry) ->
                        entry.weightedMean(ranking).map(mean -> -mean).orElse(Double.POSITIVE_INFINITY))
                .thenComparing(SuiteEntry::kind)
                .thenComparing(SuiteEntry::specSha256);
    }
}
