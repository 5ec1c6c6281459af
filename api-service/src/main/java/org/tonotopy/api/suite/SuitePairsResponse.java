package org.tonotopy.api.suite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.tonotopy.api.leaderboard.BoardPairsResponse;
import org.tonotopy.api.leaderboard.LeaderboardResponse;

/**
 * All pairs of the entries of a suite's board.
 *
 * @param suite its reference
 * @param metric what is compared
 * @param comparison what they were computed over
 * @param pairs each pair once
 */
@Schema(name = "SuitePairs", description = "The entries of a suite's board against each other, each pair once.")
public record SuitePairsResponse(
        @Schema(example = "cortex@1") String suite,
        @Schema(allowableValues = {"cc", "cc_norm"}) String metric,

        @Schema(description = "Null, and no pairs, where nothing was computed yet.")
        Optional<LeaderboardResponse.Comparison> comparison,

        List<BoardPairsResponse.Pair> pairs) {
    /** Copies the list. */
    public SuitePairsResponse {
        pairs = List.copyOf(pairs);
    }
}
