package org.tonotopy.api.leaderboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.benchmark.BenchmarkService;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardLedger.Computed;
import org.tonotopy.registry.leaderboard.EntryScores;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.score.NeuronMetric;

/** Boards, and what workers computed of them. */
@Service
public class LeaderboardService {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final BenchmarkService benchmarks;
    private final Leaderboard leaderboard;
    private final BoardLedger boards;

    LeaderboardService(BenchmarkService benchmarks, Leaderboard leaderboard, BoardLedger boards) {
        this.benchmarks = benchmarks;
        this.leaderboard = leaderboard;
        this.boards = boards;
    }

    /** The board of a benchmark, as far as a filter shows it. */
    @Transactional(readOnly = true)
    public LeaderboardResponse board(String reference, BoardFilter filter) {
        Benchmark benchmark = benchmarks.require(reference);
        return LeaderboardResponse.of(benchmark, leaderboard.entries(benchmark), boards.find(benchmark.id()))
                .shownBy(filter);
    }

    /**
     * All pairs of a board, as they were computed last.
     *
     * @param entry only pairs with this entry: the hash of its spec
     */
    @Transactional(readOnly = true)
    public BoardPairsResponse pairs(String reference, Optional<String> entry) {
        Benchmark benchmark = benchmarks.require(reference);
        return new BoardPairsResponse(
                benchmark.reference().toString(),
                metric(benchmark).key(),
                boards.find(benchmark.id()).map(LeaderboardResponse.Comparison::of),
                BoardPairsResponse.Pair.of(boards.pairs(benchmark.id()), entry));
    }

    /** A board by groups of neurons, as it was computed last. */
    @Transactional(readOnly = true)
    public BoardGroupsResponse groups(String reference) {
        Benchmark benchmark = benchmarks.require(reference);
        Optional<Computed> computed = boards.find(benchmark.id());
        return new BoardGroupsResponse(
                benchmark.reference().toString(),
                metric(benchmark).key(),
                computed.map(LeaderboardResponse.Comparison::of),
                computed.map(Computed::statistics)
                        .map(BoardGroupsResponse::groups)
                        .orElse(List.of()));
    }

    /**
     * Two entries neuron by neuron.
     *
     * @param first hash of the spec of one
     * @param second hash of the spec of the other
     * @throws ProblemException where one of them is not on the board
     */
    @Transactional(readOnly = true)
    public BoardScatterResponse scatter(String reference, String first, String second) {
        Benchmark benchmark = benchmarks.require(reference);
        Map<String, EntryScores> scores = leaderboard.scores(
                benchmark,
                Stream.of(first, second)
                        .filter(spec -> HASH.matcher(spec).matches())
                        .toList());
        EntryScores one = entry("first", first, scores);
        EntryScores other = entry("second", second, scores);
        NeuronMetric metric = metric(benchmark);
        return new BoardScatterResponse(
                benchmark.reference().toString(),
                metric.key(),
                first,
                second,
                boards.find(benchmark.id()).map(LeaderboardResponse.Comparison::of),
                boards.pairs(benchmark.id()).stream()
                        .flatMap(pair -> pair.inOrder(first, second).stream())
                        .findFirst()
                        .map(BoardPairsResponse.Pair::of),
                IntStream.range(0, one.neurons().size())
                        .mapToObj(place -> new BoardScatterResponse.Neuron(
                                one.neurons().get(place),
                                benchmark
                                        .dataset()
                                        .shape()
                                        .orElseThrow()
                                        .neurons()
                                        .get(one.neurons().get(place))
                                        .name(),
                                one.averageOverSeeds(metric, place),
                                other.averageOverSeeds(metric, place)))
                        .toList());
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

    private static NeuronMetric metric(Benchmark benchmark) {
        return benchmark.definition().rankingMetric().metric();
    }
}
