package org.tonotopy.api.suite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.leaderboard.BoardFilter;
import org.tonotopy.api.leaderboard.BoardGroupsResponse;
import org.tonotopy.api.leaderboard.BoardPairsResponse;
import org.tonotopy.api.leaderboard.LeaderboardResponse;
import org.tonotopy.api.leaderboard.TwoEntries;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardLedger.Compared;
import org.tonotopy.registry.board.BoardLedger.Computed;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.leaderboard.SuiteLeaderboard;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.suite.Suite;

/** The boards of suites, as workers computed them. */
@Service
public class SuiteLeaderboardService {
    private final SuiteService suites;
    private final SuiteLeaderboard leaderboard;
    private final Leaderboard ofBenchmarks;
    private final BoardLedger boards;

    SuiteLeaderboardService(
            SuiteService suites, SuiteLeaderboard leaderboard, Leaderboard ofBenchmarks, BoardLedger boards) {
        this.suites = suites;
        this.leaderboard = leaderboard;
        this.ofBenchmarks = ofBenchmarks;
        this.boards = boards;
    }

    /**
     * All of the board of a suite.
     *
     * @param board with all of its entries
     * @param groups the same by groups of neurons
     * @param pairs of entries, each once
     */
    public record Parts(
            SuiteLeaderboardResponse board, SuiteGroupsResponse groups, List<BoardPairsResponse.Pair> pairs) {
        /** Copies the list. */
        public Parts {
            pairs = List.copyOf(pairs);
        }
    }

    /** All of the board of a suite, read at once. */
    @Transactional(readOnly = true)
    public Parts parts(String reference) {
        Suite suite = suites.require(reference);
        Optional<Compared> compared = boards.findWithPairs(suite.id());
        SuiteLeaderboardResponse board = SuiteLeaderboardResponse.of(
                        suite, leaderboard.entries(suite), compared.map(Compared::computed))
                .shownBy(BoardFilter.NONE);
        return new Parts(
                board,
                groups(
                        suite,
                        board.entries().stream()
                                .map(SuiteLeaderboardResponse.Entry::specSha256)
                                .collect(Collectors.toSet())),
                BoardPairsResponse.Pair.of(compared.map(Compared::pairs).orElse(List.of()), Optional.empty()));
    }

    /** The board of a suite, as far as a filter shows it. */
    @Transactional(readOnly = true)
    public SuiteLeaderboardResponse board(String reference, BoardFilter filter) {
        Suite suite = suites.require(reference);
        return SuiteLeaderboardResponse.of(suite, leaderboard.entries(suite), boards.find(suite.id()))
                .shownBy(filter);
    }

    /**
     * All pairs of a suite's board, as they were computed last.
     *
     * @param entry only pairs with this entry: the hash of its spec
     */
    @Transactional(readOnly = true)
    public SuitePairsResponse pairs(String reference, Optional<String> entry) {
        Suite suite = suites.require(reference);
        Optional<Compared> compared = boards.findWithPairs(suite.id());
        return new SuitePairsResponse(
                suite.reference().toString(),
                metric(suite).key(),
                compared.map(Compared::computed).map(LeaderboardResponse.Comparison::of),
                BoardPairsResponse.Pair.of(compared.map(Compared::pairs).orElse(List.of()), entry));
    }

    /** The entries of a suite's board on groups of neurons, benchmark by benchmark. */
    @Transactional(readOnly = true)
    public SuiteGroupsResponse groups(String reference) {
        Suite suite = suites.require(reference);
        return groups(
                suite,
                leaderboard.entries(suite).entries().stream()
                        .map(entry -> entry.specSha256())
                        .collect(Collectors.toSet()));
    }

    private SuiteGroupsResponse groups(Suite suite, Set<String> specs) {
        Map<UUID, Computed> computed =
                boards.find(suite.benchmarks().stream().map(Benchmark::id).toList());
        return new SuiteGroupsResponse(
                suite.reference().toString(),
                metric(suite).key(),
                suite.benchmarks().stream()
                        .map(benchmark -> BoardGroupsResponse.of(
                                        benchmark, Optional.ofNullable(computed.get(benchmark.id())))
                                .onlyOf(specs))
                        .toList());
    }

    /**
     * Two entries neuron by neuron.
     *
     * @param first hash of the spec of one
     * @param second hash of the spec of the other
     * @throws ProblemException where one of them is not on the board
     */
    @Transactional(readOnly = true)
    public SuiteScatterResponse scatter(String reference, String first, String second) {
        Suite suite = suites.require(reference);
        TwoEntries two = new TwoEntries(first, second);
        List<SuiteScatterResponse.OnBenchmark> benchmarks = suite.benchmarks().stream()
                .map(benchmark -> new SuiteScatterResponse.OnBenchmark(
                        benchmark.reference().toString(),
                        two.neurons(benchmark, ofBenchmarks.scores(benchmark, two.specs()), metric(suite))))
                .toList();
        Optional<Compared> compared = boards.findWithPairs(suite.id());
        return new SuiteScatterResponse(
                suite.reference().toString(),
                metric(suite).key(),
                first,
                second,
                compared.map(Compared::computed).map(LeaderboardResponse.Comparison::of),
                two.pair(compared),
                benchmarks);
    }

    private static NeuronMetric metric(Suite suite) {
        return suite.rankingMetric().metric();
    }
}
