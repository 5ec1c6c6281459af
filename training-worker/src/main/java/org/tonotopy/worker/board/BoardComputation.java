package org.tonotopy.worker.board;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tonotopy.encoding.comparison.BoardComparison;
import org.tonotopy.encoding.comparison.BoardEntry;
import org.tonotopy.encoding.comparison.BootstrapInterval;
import org.tonotopy.encoding.comparison.PairComparison;
import org.tonotopy.encoding.comparison.RankedEntry;
import org.tonotopy.registry.board.BoardPair;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.board.BoardStatistics.GroupMean;
import org.tonotopy.registry.board.BoardStatistics.Interval;
import org.tonotopy.registry.board.BoardStatistics.Standing;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.leaderboard.EntryScores;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.worker.board.BoardScores.Candidate;
import org.tonotopy.worker.board.BoardScores.Compared;
import org.tonotopy.worker.provenance.CodeVersion;

/** Compares the entries of a board: seeds are averaged per neuron first, and only neurons that count for both enter a pair. */
final class BoardComputation {
    private final Compared board;
    private final List<Candidate> entries;
    /** By hash of the spec: for each metric the scores over neurons, averaged over seeds. */
    private final Map<String, Map<NeuronMetric, BoardEntry>> averaged;

    private BoardComputation(Compared board) {
        this.board = board;
        this.entries = board.entries().stream()
                .filter(entry -> board.scores().containsKey(entry.specSha256()))
                .toList();
        this.averaged = entries.stream()
                .collect(Collectors.toMap(
                        Candidate::specSha256, entry -> averaged(entry, there(board.scores(), entry.specSha256()))));
    }

    /** What came out. */
    record Result(BoardStatistics statistics, List<BoardPair> pairs) {
        /** Copies the list. */
        Result {
            pairs = List.copyOf(pairs);
        }
    }

    static Result of(Compared board) {
        return new BoardComputation(board).result();
    }

    private Result result() {
        List<BoardEntry> ranked = entries.stream()
                .map(entry -> average(entry, board.metric()))
                .filter(entry -> entry.scores().stream().anyMatch(score -> !score.isNaN()))
                .toList();
        BoardComparison comparison = BoardComparison.of(ranked);
        Map<String, String> specs = entries.stream().collect(Collectors.toMap(Candidate::name, Candidate::specSha256));
        Map<String, RankedEntry> ranks = comparison.entries().stream()
                .collect(Collectors.toMap(entry -> there(specs, entry.name()), Function.identity()));
        BoardStatistics statistics = new BoardStatistics(
                board.metric(),
                hash(),
                CodeVersion.ofThisProgram().version(),
                board.groups().stream().map(NeuronGroups.Group::described).toList(),
                entries.stream()
                        .map(entry -> standing(entry, Optional.ofNullable(ranks.get(entry.specSha256()))))
                        .toList());
        return new Result(
                statistics,
                comparison.pairs().stream().map(pair -> pair(pair, specs)).toList());
    }

    private String hash() {
        String fits = entries.stream()
                .map(entry -> entry.specSha256() + " " + String.join(" ", entry.models()))
                .sorted()
                .collect(Collectors.joining("\n"));
        return Sha256.hex(Sha256.of(fits.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<NeuronMetric, BoardEntry> averaged(Candidate entry, EntryScores scores) {
        Map<NeuronMetric, BoardEntry> averaged = new LinkedHashMap<>();
        for (NeuronMetric metric : Leaderboard.BOARD_METRICS) {
            averaged.put(
                    metric,
                    BoardEntry.ofSeeds(
                            entry.name(),
                            scores.fits().stream()
                                    .map(fit -> there(fit, metric).stream()
                                            .map(score -> score.orElse(Double.NaN))
                                            .toList())
                                    .toList()));
        }
        return averaged;
    }

    private BoardEntry average(Candidate entry, NeuronMetric metric) {
        return there(there(averaged, entry.specSha256()), metric);
    }

    private Standing standing(Candidate entry, Optional<RankedEntry> rank) {
        List<Double> scores = average(entry, board.metric()).scores();
        return new Standing(
                entry.specSha256(),
                rank.map(RankedEntry::rank),
                rank.map(RankedEntry::tied).orElse(false),
                Leaderboard.BOARD_METRICS.stream()
                        .map(metric ->
                                interval(metric, counting(average(entry, metric).scores())))
                        .toList(),
                board.groups().stream().map(group -> mean(scores, group)).toList());
    }

    private static GroupMean mean(List<Double> scores, NeuronGroups.Group group) {
        double[] counting = counting(group.places().stream().map(scores::get).toList());
        return new GroupMean(
                counting.length,
                Arrays.stream(counting).average().stream().boxed().findFirst());
    }

    private static double[] counting(List<Double> scores) {
        return scores.stream()
                .mapToDouble(Double::doubleValue)
                .filter(score -> !Double.isNaN(score))
                .toArray();
    }

    private static Interval interval(NeuronMetric metric, double[] scores) {
        BootstrapInterval mean = BootstrapInterval.ofMean(scores);
        BootstrapInterval median = BootstrapInterval.ofMedian(scores);
        return new Interval(
                metric,
                scores.length,
                known(mean.center()),
                known(mean.low()),
                known(mean.high()),
                known(median.center()),
                known(median.low()),
                known(median.high()));
    }

    private static Optional<Double> known(double value) {
        return Optional.of(value).filter(number -> !number.isNaN());
    }

    private static BoardPair pair(PairComparison pair, Map<String, String> specs) {
        return new BoardPair(
                there(specs, pair.first()),
                there(specs, pair.second()),
                pair.sharedNeurons(),
                known(pair.difference().center()),
                known(pair.difference().low()),
                known(pair.difference().high()),
                pair.test().effectSize(),
                pair.test().pValue(),
                pair.correctedPValue(),
                pair.isSignificant());
    }

    private static <K, V> V there(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("there is nothing for " + key);
        }
        return value;
    }
}
