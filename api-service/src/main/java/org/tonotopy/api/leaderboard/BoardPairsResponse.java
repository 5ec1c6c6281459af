package org.tonotopy.api.leaderboard;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.board.BoardPair;

/**
 * All pairs of a board's entries.
 *
 * @param benchmark its reference
 * @param metric what is compared
 * @param comparison what they were computed over
 * @param pairs each pair once
 */
@Schema(name = "BoardPairs", description = "The entries of a board against each other, each pair once.")
public record BoardPairsResponse(
        String benchmark,
        @Schema(allowableValues = {"cc", "cc_norm"}) String metric,

        @Schema(description = "Null, and no pairs, where nothing was computed yet.")
        Optional<LeaderboardResponse.Comparison> comparison,

        List<Pair> pairs) {
    /** Copies the list. */
    public BoardPairsResponse {
        pairs = List.copyOf(pairs);
    }

    /**
     * Two entries.
     *
     * @param first hash of the spec of one
     * @param second hash of the spec of the other
     * @param neurons how many count for both
     * @param difference mean over them of first minus second
     * @param differenceLow lower end of its interval
     * @param differenceHigh upper end
     * @param effectSize from -1 to 1
     * @param pValue of this pair alone
     * @param correctedPValue corrected for all pairs
     * @param significant at 0.05
     */
    @Schema(name = "BoardPair", description = "Two entries on the neurons that count for both.")
    public record Pair(
            @Schema(description = "spec_sha256 of one entry.")
            String first,

            @Schema(description = "spec_sha256 of the other.")
            String second,

            @Schema(description = "How many neurons count for every seed of both.")
            int neurons,

            @Schema(description = "Mean over neurons of first minus second; null where no neuron counts for both.")
            Optional<Double> difference,

            @Schema(description = "Lower end of its 95 % bootstrap interval over neurons.")
            Optional<Double> differenceLow,

            @Schema(description = "Upper end.") Optional<Double> differenceHigh,

            @Schema(
                    description =
                            "Matched-pairs rank-biserial correlation, from -1 to 1: share of the rank sum for the first less"
                                    + " that for the second.")
            double effectSize,

            @Schema(description = "Two-sided, Wilcoxon signed-rank test.") @JsonProperty("p_value")
            double pValue,

            @Schema(description = "By Holm, for all pairs of the board.") @JsonProperty("corrected_p_value")
            double correctedPValue,

            @Schema(description = "Whether the corrected p-value is below 0.05.")
            boolean significant) {
        /**
         * Pairs as a worker computed them.
         *
         * @param entry only those with this entry: the hash of its spec
         */
        public static List<Pair> of(List<BoardPair> pairs, Optional<String> entry) {
            return pairs.stream()
                    .filter(pair -> entry.filter(wanted -> !pair.first().equals(wanted)
                                    && !pair.second().equals(wanted))
                            .isEmpty())
                    .map(Pair::of)
                    .toList();
        }

        static Pair of(BoardPair pair) {
            return new Pair(
                    pair.first(),
                    pair.second(),
                    pair.neurons(),
                    pair.difference(),
                    pair.low(),
                    pair.high(),
                    pair.effectSize(),
                    pair.pValue(),
                    pair.correctedPValue(),
                    pair.significant());
        }
    }
}
