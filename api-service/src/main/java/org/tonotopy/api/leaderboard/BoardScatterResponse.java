package org.tonotopy.api.leaderboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Two entries of a board, neuron by neuron.
 *
 * @param benchmark its reference
 * @param metric what is compared
 * @param first hash of the spec of one entry
 * @param second hash of the spec of the other
 * @param comparison what the pair was computed over
 * @param pair verdict on the two
 * @param neurons of the benchmark, ascending
 */
@Schema(name = "BoardScatter", description = "Two entries of a board, neuron by neuron, averaged over seeds.")
public record BoardScatterResponse(
        String benchmark,
        @Schema(allowableValues = {"cc", "cc_norm"}) String metric,
        String first,
        String second,
        Optional<LeaderboardResponse.Comparison> comparison,

        @Schema(description = "Verdict on the two, in this order; null where they were not compared yet.")
        Optional<BoardPairsResponse.Pair> pair,

        List<Neuron> neurons) {
    /** Copies the list. */
    public BoardScatterResponse {
        neurons = List.copyOf(neurons);
    }

    /**
     * A neuron.
     *
     * @param neuron index in the dataset
     * @param name in the dataset
     * @param first score of the first entry
     * @param second score of the second entry
     */
    @Schema(name = "BoardScatterNeuron", description = "A neuron and the scores of two entries.")
    public record Neuron(
            @Schema(description = "Index in the dataset.") int neuron,
            String name,

            @Schema(description = "Mean over seeds, null where the neuron does not count for every seed.")
            Optional<Double> first,

            Optional<Double> second) {}
}
