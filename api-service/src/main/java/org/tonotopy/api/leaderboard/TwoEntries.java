package org.tonotopy.api.leaderboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import org.tonotopy.registry.leaderboard.EntryScores;
import org.tonotopy.registry.score.NeuronMetric;

/**
 * Two entries of a board that are to be shown beside each other, in this order.
 *
 * @param first what somebody gave as the hash of the spec of one
 * @param second the same for the other
 */
public record TwoEntries(String first, String second) {
    private static final Pattern HASH = Pattern.compile(Sha256.HEX_PATTERN);

    /** Those of the two that can be hashes of specs. */
    public List<String> specs() {
        return Stream.of(first, second)
                .filter(spec -> HASH.matcher(spec).matches())
                .toList();
    }

    /**
     * The two on each neuron of a benchmark.
     *
     * @param scores of entries of its board, by hash of their spec
     * @param metric that is compared
     * @throws ProblemException where one of the two has none
     */
    public List<BoardScatterResponse.Neuron> neurons(
            Benchmark benchmark, Map<String, EntryScores> scores, NeuronMetric metric) {
        EntryScores one = entry("first", first, scores);
        EntryScores other = entry("second", second, scores);
        List<NeuronShape> known = benchmark.dataset().shape().orElseThrow().neurons();
        return IntStream.range(0, one.neurons().size())
                .mapToObj(place -> new BoardScatterResponse.Neuron(
                        one.neurons().get(place),
                        known.get(one.neurons().get(place)).name(),
                        one.averageOverSeeds(metric, place),
                        other.averageOverSeeds(metric, place)))
                .toList();
    }

    /**
     * The verdict on the two; empty where they were not compared yet.
     *
     * @param board identity of the benchmark or the suite whose board it is
     */
    public Optional<BoardPairsResponse.Pair> pair(BoardLedger boards, UUID board) {
        return boards.findPair(board, first, second).map(BoardPairsResponse.Pair::of);
    }

    private static EntryScores entry(String field, String spec, Map<String, EntryScores> scores) {
        return Optional.ofNullable(scores.get(spec))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_ENTRY,
                        new FieldProblem(
                                field,
                                "no entry of this board has the spec_sha256 " + spec,
                                "Copy it from an entry of the board.")));
    }
}
