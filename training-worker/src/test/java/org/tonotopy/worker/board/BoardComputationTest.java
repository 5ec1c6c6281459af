package org.tonotopy.worker.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.board.BoardPair;
import org.tonotopy.registry.board.BoardStatistics.GroupMean;
import org.tonotopy.registry.board.BoardStatistics.Interval;
import org.tonotopy.registry.board.BoardStatistics.NeuronGroup;
import org.tonotopy.registry.board.BoardStatistics.Standing;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import org.tonotopy.registry.dataset.NeuronAttributes;
import org.tonotopy.registry.leaderboard.EntryScores;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.worker.board.BoardScores.Candidate;
import org.tonotopy.worker.board.BoardScores.Compared;

/** What a worker makes of the scores of a board, by examples that can be followed by hand. */
class BoardComputationTest {
    /** Beats the next by 0.01, 0.02, ... on each neuron but the first, where it is 0.015 worse. */
    private static final List<Double> GOOD = List.of(0.485, 0.51, 0.52, 0.53, 0.54, 0.55, 0.56, 0.57);

    private static final List<Double> FAIR = List.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
    private static final List<Double> BAD = List.of(0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.17);

    @Test
    void ranksAreThoseOfAnExampleWorkedByHand() {
        BoardComputation.Result result =
                BoardComputation.of(board(Map.of("good", List.of(GOOD), "fair", List.of(FAIR), "bad", List.of(BAD))));

        // Good less fair: -0.015, 0.01, 0.02, ..., 0.07. The magnitude of the negative one is second: W- = 2, W+ = 36 -
        // 2.
        // Sign patterns with a negative rank sum of at most 2: none, {1}, {2}: 3 of 256; two-sided p = 6/256.
        BoardPair close = pair(result, "good", "fair");
        assertThat(close.neurons()).isEqualTo(8);
        assertThat(close.pValue()).isCloseTo(6 / 256.0, within(1e-12));
        assertThat(close.effectSize()).isCloseTo((34 - 2) / 36.0, within(1e-12));
        assertThat(close.difference().orElseThrow()).isCloseTo((-0.015 + 0.28) / 8, within(1e-12));
        // Bad is below both on every neuron: p = 2/256, by Holm the smallest times 3, and the second is not below it.
        assertThat(pair(result, "good", "bad").correctedPValue()).isCloseTo(6 / 256.0, within(1e-12));
        assertThat(pair(result, "fair", "bad").correctedPValue()).isCloseTo(6 / 256.0, within(1e-12));
        // The largest p stands alone: times 1.
        assertThat(close.correctedPValue()).isCloseTo(6 / 256.0, within(1e-12));
        assertThat(result.statistics().of("good").flatMap(Standing::rank)).contains(1);
        assertThat(result.statistics().of("fair").flatMap(Standing::rank)).contains(2);
        assertThat(result.statistics().of("bad").flatMap(Standing::rank)).contains(3);
    }

    @Test
    void fewNeuronsTieAndAnEntryWithoutANeuronThatCountsHasNoRank() {
        BoardComputation.Result result = BoardComputation.of(board(Map.of(
                "good", List.of(GOOD.subList(1, 5)),
                "fair", List.of(FAIR.subList(1, 5)),
                "none", List.of(List.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN)))));

        // Four neurons: p can be no less than 2/16.
        assertThat(pair(result, "good", "fair").pValue()).isCloseTo(2 / 16.0, within(1e-12));
        assertThat(pair(result, "good", "fair").significant()).isFalse();
        Standing good = result.statistics().of("good").orElseThrow();
        assertThat(good.rank()).contains(1);
        assertThat(good.tied()).isTrue();
        Standing none = result.statistics().of("none").orElseThrow();
        assertThat(none.rank()).isEmpty();
        assertThat(none.tied()).isFalse();
        assertThat(none.interval(NeuronMetric.CC_NORM).flatMap(Interval::mean)).isEmpty();
        assertThat(result.pairs()).hasSize(1);
    }

    @Test
    void seedsAreAveragedForEachNeuronAndANeuronCountsThatCountsForAll() {
        Interval interval = BoardComputation.of(board(
                        Map.of("seeds", List.of(List.of(0.2, 0.4, 0.6), List.of(0.4, Double.NaN, 0.8)))))
                .statistics()
                .of("seeds")
                .flatMap(standing -> standing.interval(NeuronMetric.CC_NORM))
                .orElseThrow();

        assertThat(interval.counted()).isEqualTo(2);
        assertThat(interval.mean().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(interval.median().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(interval.meanLow().orElseThrow()).isCloseTo(0.3, within(1e-12));
        assertThat(interval.medianHigh().orElseThrow()).isCloseTo(0.7, within(1e-12));
    }

    @Test
    void groupsAreAreasAndThirdsOfDepthAndNoise() {
        BoardComputation.Result result = BoardComputation.of(board(Map.of("good", List.of(GOOD))));

        List<NeuronGroup> groups = result.statistics().groups();
        assertThat(groups)
                .extracting(NeuronGroup::criterion)
                .containsExactly("area", "area", "depth", "depth", "depth", "noise", "noise", "noise");
        assertThat(groups.get(0)).isEqualTo(new NeuronGroup("area", "A1", 4));
        assertThat(groups.get(2).label()).isEqualTo("100 to 200 µm");
        assertThat(groups.subList(2, 5).stream().mapToInt(NeuronGroup::neurons).sum())
                .isEqualTo(8);
        List<GroupMean> means = result.statistics().of("good").orElseThrow().groups();
        assertThat(means.get(0).counted()).isEqualTo(4);
        assertThat(means.get(0).mean().orElseThrow()).isCloseTo((0.485 + 0.52 + 0.54 + 0.56) / 4, within(1e-12));
    }

    /** Two datasets: five neurons, of which one does not count for the first seed, and three. */
    @Test
    void aSuiteIsComparedOverTheNeuronsOfAllItsBenchmarks() {
        EntryScores good = EntryScores.together(List.of(
                scores(List.of(List.of(0.5, 0.6, 0.7, 0.8, Double.NaN), List.of(0.7, 0.8, 0.9, 1.0, 0.4))),
                scores(List.of(List.of(0.1, 0.2, 0.3)))));
        EntryScores fair = EntryScores.together(List.of(
                scores(List.of(List.of(0.59, 0.68, 0.77, 0.86, 0.9))), scores(List.of(List.of(0.15, 0.14, 0.23)))));

        BoardComputation.Result result = BoardComputation.of(new Compared(
                "suite@1",
                NeuronMetric.CC_NORM,
                List.of(
                        new NeuronGroups.Group(new NeuronGroup("benchmark", "large@1", 5), List.of(0, 1, 2, 3, 4)),
                        new NeuronGroups.Group(new NeuronGroup("benchmark", "small@1", 3), List.of(5, 6, 7))),
                List.of(entry("good"), entry("fair")),
                Map.of("good", good, "fair", fair)));

        // Averaged over seeds: 0.6, 0.7, 0.8, 0.9, none; and 0.1, 0.2, 0.3.
        Standing standing = result.statistics().of("good").orElseThrow();
        Interval interval = standing.interval(NeuronMetric.CC_NORM).orElseThrow();
        assertThat(interval.counted()).isEqualTo(7);
        assertThat(interval.mean().orElseThrow()).isCloseTo(3.6 / 7, within(1e-12));
        assertThat(interval.median().orElseThrow()).isCloseTo(0.6, within(1e-12));
        // The larger one draws the mean of all to its own.
        assertThat(standing.groups()).extracting(GroupMean::counted).containsExactly(4, 3);
        assertThat(standing.groups().get(0).mean().orElseThrow()).isCloseTo(0.75, within(1e-12));
        assertThat(standing.groups().get(1).mean().orElseThrow()).isCloseTo(0.2, within(1e-12));
        // Good less fair: 0.01, 0.02, 0.03, 0.04; -0.05, 0.06, 0.07. W- = 5; sets of ranks that sum up to at most 5:
        // none, {1},
        // {2}, {3}, {4}, {5}, {1, 2}, {1, 3}, {1, 4}, {2, 3}: 10 of 128.
        BoardPair pair = pair(result, "good", "fair");
        assertThat(pair.neurons()).isEqualTo(7);
        assertThat(pair.pValue()).isCloseTo(20 / 128.0, within(1e-12));
        assertThat(pair.effectSize()).isCloseTo((23 - 5) / 28.0, within(1e-12));
        assertThat(pair.difference().orElseThrow()).isCloseTo(0.18 / 7, within(1e-12));
        assertThat(standing.tied()).isTrue();
    }

    @Test
    void theHashTellsSetsOfEntriesApart() {
        String one = hash(board(Map.of("good", List.of(GOOD))));
        assertThat(hash(board(Map.of("good", List.of(GOOD), "bad", List.of(BAD)))))
                .isNotEqualTo(one);
        assertThat(hash(board(Map.of("good", List.of(GOOD))))).isEqualTo(one);
    }

    private static String hash(Compared board) {
        return BoardComputation.of(board).statistics().entriesSha256();
    }

    private static BoardPair pair(BoardComputation.Result result, String first, String second) {
        return result.pairs().stream()
                .flatMap(pair -> pair.inOrder(first, second).stream())
                .findFirst()
                .orElseThrow();
    }

    /**
     * A board.
     *
     * @param entries for each one its seeds, for each seed a score of each neuron
     */
    static Compared board(Map<String, List<List<Double>>> entries) {
        Map<String, List<List<Double>>> sorted = new TreeMap<>(entries);
        int neurons = sorted.values().iterator().next().get(0).size();
        return new Compared(
                "example@1",
                NeuronMetric.CC_NORM,
                NeuronGroups.of(
                        new DatasetShape(
                                5,
                                4,
                                List.of(),
                                IntStream.range(0, neurons)
                                        .mapToObj(neuron -> new NeuronShape(
                                                "n" + neuron,
                                                Optional.of(new NeuronAttributes(
                                                        Optional.empty(),
                                                        Optional.of(1.0),
                                                        Optional.of(1.0 + neuron),
                                                        Optional.of(neuron % 2 == 0 ? "A1" : "AAF"),
                                                        Optional.empty(),
                                                        Optional.of(100.0 * (1 + neuron))))))
                                        .toList(),
                                Optional.empty(),
                                Optional.empty()),
                        IntStream.range(0, neurons).boxed().toList()),
                sorted.keySet().stream().map(BoardComputationTest::entry).toList(),
                sorted.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, scores -> scores(scores.getValue()))));
    }

    private static Candidate entry(String name) {
        return new Candidate(name, name, List.of(name + "@1"));
    }

    private static EntryScores scores(List<List<Double>> seeds) {
        return new EntryScores(
                IntStream.range(0, seeds.get(0).size()).boxed().toList(),
                seeds.stream()
                        .map(seed -> {
                            List<Optional<Double>> known = seed.stream()
                                    .map(score -> Optional.of(score).filter(number -> !number.isNaN()))
                                    .toList();
                            return Map.of(NeuronMetric.CC_NORM, known, NeuronMetric.CC, known);
                        })
                        .toList());
    }
}
