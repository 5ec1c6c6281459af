package org.tonotopy.api.suite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.tonotopy.api.leaderboard.BoardPairsResponse;
import org.tonotopy.api.leaderboard.BoardScatterResponse;
import org.tonotopy.api.leaderboard.LeaderboardResponse;

/**
 * Two entries of a suite's board, neuron by neuron.
 *
 * @param suite its reference
 * @param metric what is compared
 * @param first hash of the spec of one entry
 * @param second hash of the spec of the other
 * @param comparison what the pair was computed over
 * @param pair verdict on the two
 * @param benchmarks in order
 */
@Schema(name = "SuiteScatter", description = "Two entries of a suite's board, neuron by neuron, averaged over seeds.")
public record SuiteScatterResponse(
        @Schema(example = "cortex@1") String suite,
        @Schema(allowableValues = {"cc", "cc_norm"}) String metric,
        String first,
        String second,
        Optional<LeaderboardResponse.Comparison> comparison,

        @Schema(description = "Verdict on the two, in this order; null where they were not compared yet.")
        Optional<BoardPairsResponse.Pair> pair,

        @Schema(description = "In the suite's order.") List<OnBenchmark> benchmarks) {
    /** Copies the list. */
    public SuiteScatterResponse {
        benchmarks = List.copyOf(benchmarks);
    }

    /**
     * The neurons of a benchmark.
     *
     * @param benchmark its reference
     * @param neurons that its filter keeps, ascending
     */
    @Schema(name = "SuiteScatterBenchmark", description = "The neurons of one benchmark of a suite.")
    public record OnBenchmark(
            @Schema(example = "ns1-natural@1") String benchmark, List<BoardScatterResponse.Neuron> neurons) {
        /** Copies the list. */
        public OnBenchmark {
            neurons = List.copyOf(neurons);
        }
    }
}
