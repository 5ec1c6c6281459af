package org.tonotopy.api.leaderboard;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.benchmark.BenchmarkService;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardLedger.Compared;
import org.tonotopy.registry.board.BoardLedger.Computed;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.score.NeuronMetric;

/** Boards, and what workers computed of them. */
@Service
public class LeaderboardService {
    private final BenchmarkService benchmarks;
    private final Leaderboard leaderboard;
    private final BoardLedger boards;

    LeaderboardService(BenchmarkService benchmarks, Leaderboard leaderboard, BoardLedger boards) {
        this.benchmarks = benchmarks;
        this.leaderboard = leaderboard;
        this.boards = boards;
    }

    /**
     * All of a board.
     *
     * @param board with all of its entries
     * @param groups the same by groups of neurons
     * @param pairs of entries, each once
     */
    public record Parts(LeaderboardResponse board, BoardGroupsResponse groups, List<BoardPairsResponse.Pair> pairs) {
        /** Copies the list. */
        public Parts {
            pairs = List.copyOf(pairs);
        }
    }

    /** All of a board, read at once. */
    @Transactional(readOnly = true)
    public Parts parts(String reference) {
        Benchmark benchmark = benchmarks.require(reference);
        Optional<Compared> compared = boards.findWithPairs(benchmark.id());
        Optional<Computed> computed = compared.map(Compared::computed);
        return new Parts(
                LeaderboardResponse.of(benchmark, leaderboard.entries(benchmark), computed),
                BoardGroupsResponse.of(benchmark, computed),
                BoardPairsResponse.Pair.of(compared.map(Compared::pairs).orElse(List.of()), Optional.empty()));
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
        Optional<Compared> compared = boards.findWithPairs(benchmark.id());
        return new BoardPairsResponse(
                benchmark.reference().toString(),
                metric(benchmark).key(),
                compared.map(Compared::computed).map(LeaderboardResponse.Comparison::of),
                BoardPairsResponse.Pair.of(compared.map(Compared::pairs).orElse(List.of()), entry));
    }

    /** A board by groups of neurons, as it was computed last. */
    @Transactional(readOnly = true)
    public BoardGroupsResponse groups(String reference) {
        Benchmark benchmark = benchmarks.require(reference);
        return BoardGroupsResponse.of(benchmark, boards.find(benchmark.id()));
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
        TwoEntries two = new TwoEntries(first, second);
        NeuronMetric metric = metric(benchmark);
        List<BoardScatterResponse.Neuron> neurons =
                two.neurons(benchmark, leaderboard.scores(benchmark, two.specs()), metric);
        Optional<Compared> compared = boards.findWithPairs(benchmark.id());
        return new BoardScatterResponse(
                benchmark.reference().toString(),
                metric.key(),
                first,
                second,
                compared.map(Compared::computed).map(LeaderboardResponse.Comparison::of),
                two.pair(compared),
                neurons);
    }

    private static NeuronMetric metric(Benchmark benchmark) {
        return benchmark.definition().rankingMetric().metric();
    }
}
