package org.tonotopy.api.suite;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.leaderboard.BoardPairsResponse;
import org.tonotopy.api.leaderboard.LeaderboardResponse;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.leaderboard.SuiteLeaderboard;
import org.tonotopy.registry.suite.Suite;

/** The boards of suites, as workers computed them. */
@Service
public class SuiteLeaderboardService {
    private final SuiteService suites;
    private final SuiteLeaderboard leaderboard;
    private final BoardLedger boards;

    SuiteLeaderboardService(SuiteService suites, SuiteLeaderboard leaderboard, BoardLedger boards) {
        this.suites = suites;
        this.leaderboard = leaderboard;
        this.boards = boards;
    }

    /** The board of a suite. */
    @Transactional(readOnly = true)
    public SuiteLeaderboardResponse board(String reference) {
        Suite suite = suites.require(reference);
        return SuiteLeaderboardResponse.of(suite, leaderboard.entries(suite), boards.find(suite.id()));
    }

    /**
     * All pairs of a suite's board, as they were computed last.
     *
     * @param entry only pairs with this entry: the hash of its spec
     */
    @Transactional(readOnly = true)
    public SuitePairsResponse pairs(String reference, Optional<String> entry) {
        Suite suite = suites.require(reference);
        return new SuitePairsResponse(
                suite.reference().toString(),
                suite.rankingMetric().metric().key(),
                boards.find(suite.id()).map(LeaderboardResponse.Comparison::of),
                BoardPairsResponse.Pair.of(boards.pairs(suite.id()), entry));
    }
}
