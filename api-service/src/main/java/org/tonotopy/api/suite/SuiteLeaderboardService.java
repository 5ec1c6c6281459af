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
import org.tonotopy.api.leaderboard.ShownEntry;
import org.tonotopy.api.leaderboard.TwoEntries;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
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
     * The board of a suite and what is shown of it.
     *
     * @param whole with all of its entries
     * @param shown with those that a filter shows
     * @param pairs of entries that are shown, those first that differ most clearly
     */
    public record Parts(
            SuiteLeaderboardResponse whole, SuiteLeaderboardResponse shown, List<BoardPairsResponse.Pair> pairs) {
        /** Copies the list. */
        public Parts {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * The board of a suite and what a filter shows of it.
     *
     * @param mostPairs of its pairs
     */
    @Transactional(readOnly = true)
    public Parts parts(String reference, BoardFilter filter, int mostPairs) {
        Suite suite = suites.require(reference);
        SuiteLeaderboardResponse whole = board(suite);
        SuiteLeaderboardResponse shown = whole.shownBy(filter);
        return new Parts(
                whole,
                shown,
                BoardPairsResponse.Pair.of(
                        boards.findClearestPairs(suite.id(), ShownEntry.specs(shown.entries()), mostPairs),
                        Optional.empty()));
    }

    /** The board of a suite, as far as a filter shows it. */
    @Transactional(readOnly = true)
    public SuiteLeaderboardResponse board(String reference, BoardFilter filter) {
        return board(suites.require(reference)).shownBy(filter);
    }

    private SuiteLeaderboardResponse board(Suite suite) {
        return SuiteLeaderboardResponse.of(suite, leaderboard.entries(suite), boards.find(suite.id()));
    }

    /**
     * The board of a suite and the groups of neurons of one of its benchmarks.
     *
     * @param board with all of its entries
     * @param groups of the benchmark, with the same entries
     */
    public record OnGroups(SuiteLeaderboardResponse board, BoardGroupsResponse groups) {}

    /**
     * The board of a suite and the groups of neurons of one of its benchmarks.
     *
     * @param chosen reference of the benchmark; empty: the first
     * @throws ProblemException where the suite has no such benchmark
     */
    @Transactional(readOnly = true)
    public OnGroups onGroups(String reference, Optional<String> chosen) {
        Suite suite = suites.require(reference);
        Benchmark benchmark = chosen.map(name -> part(suite, name))
                .orElseGet(() -> suite.benchmarks().get(0));
        SuiteLeaderboardResponse board = board(suite).shownBy(BoardFilter.NONE);
        return new OnGroups(
                board,
                BoardGroupsResponse.of(benchmark, boards.find(benchmark.id()))
                        .onlyOf(Set.copyOf(ShownEntry.specs(board.entries()))));
    }

    private static Benchmark part(Suite suite, String name) {
        return suite.benchmarks().stream()
                .filter(benchmark -> benchmark.reference().toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        new FieldProblem(
                                "benchmark",
                                suite.reference() + " has no benchmark " + name,
                                "Leave it out, or name one of the suite.")));
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
        return new SuiteScatterResponse(
                suite.reference().toString(),
                metric(suite).key(),
                first,
                second,
                boards.find(suite.id()).map(LeaderboardResponse.Comparison::of),
                two.pair(boards, suite.id()),
                benchmarks);
    }

    private static NeuronMetric metric(Suite suite) {
        return suite.rankingMetric().metric();
    }
}
