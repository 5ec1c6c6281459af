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
     * A board and what is shown of it.
     *
     * @param whole with all of its entries
     * @param shown with those that a filter shows
     * @param groups all of its entries by groups of neurons
     * @param pairs of entries that are shown, those first that differ most clearly
     */
    public record Parts(
            LeaderboardResponse whole,
            LeaderboardResponse shown,
            BoardGroupsResponse groups,
            List<BoardPairsResponse.Pair> pairs) {
        /** Copies the list. */
        public Parts {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * A board and what a filter shows of it.
     *
     * @param mostPairs of its pairs
     */
    @Transactional(readOnly = true)
    public Parts parts(String reference, BoardFilter filter, int mostPairs) {
        Benchmark benchmark = benchmarks.require(reference);
        Optional<Computed> computed = boards.find(benchmark.id());
        LeaderboardResponse whole = LeaderboardResponse.of(benchmark, leaderboard.entries(benchmark), computed);
        LeaderboardResponse shown = whole.shownBy(filter);
        return new Parts(
                whole,
                shown,
                BoardGroupsResponse.of(benchmark, computed),
                BoardPairsResponse.Pair.of(
                        boards.findClearestPairs(benchmark.id(), ShownEntry.specs(shown.entries()), mostPairs),
                        Optional.empty()));
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
        return scatter(benchmark, new TwoEntries(first, second), boards.find(benchmark.id()));
    }

    /**
     * Two entries and the board that they are on.
     *
     * @param board with all of its entries
     * @param scatter the two, neuron by neuron
     */
    public record TwoOnBoard(LeaderboardResponse board, BoardScatterResponse scatter) {}

    /**
     * The same, with the whole board.
     *
     * @throws ProblemException where one of them is not on the board
     */
    @Transactional(readOnly = true)
    public TwoOnBoard scatterOnBoard(String reference, String first, String second) {
        Benchmark benchmark = benchmarks.require(reference);
        Optional<Computed> computed = boards.find(benchmark.id());
        return new TwoOnBoard(
                LeaderboardResponse.of(benchmark, leaderboard.entries(benchmark), computed)
                        .shownBy(BoardFilter.NONE),
                scatter(benchmark, new TwoEntries(first, second), computed));
    }

    private BoardScatterResponse scatter(Benchmark benchmark, TwoEntries two, Optional<Computed> computed) {
        NeuronMetric metric = metric(benchmark);
        List<BoardScatterResponse.Neuron> neurons =
                two.neurons(benchmark, leaderboard.scores(benchmark, two.specs()), metric);
        return new BoardScatterResponse(
                benchmark.reference().toString(),
                metric.key(),
                two.first(),
                two.second(),
                computed.map(LeaderboardResponse.Comparison::of),
                two.pair(boards, benchmark.id()),
                neurons);
    }

    private static NeuronMetric metric(Benchmark benchmark) {
        return benchmark.definition().rankingMetric().metric();
    }
}
