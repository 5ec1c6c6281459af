package org.tonotopy.api.leaderboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardLedger.Computed;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.board.BoardStatistics.GroupMean;

/**
 * The entries of a board on groups of neurons.
 *
 * @param benchmark its reference
 * @param metric what is averaged
 * @param comparison what they were computed over
 * @param groups none where the dataset says too little of its neurons
 */
@Schema(
        name = "BoardGroups",
        description =
                "The entries of a board on groups of neurons: areas, and thirds by depth and by noise, as far as the dataset"
                        + " has them.")
public record BoardGroupsResponse(
        String benchmark,
        @Schema(allowableValues = {"cc", "cc_norm"}) String metric,

        @Schema(description = "Null, and no groups, where nothing was computed yet.")
        Optional<LeaderboardResponse.Comparison> comparison,

        List<Group> groups) {
    /** Copies the list. */
    public BoardGroupsResponse {
        groups = List.copyOf(groups);
    }

    /**
     * A group.
     *
     * @param criterion what its neurons have in common
     * @param label which of them
     * @param neurons how many
     * @param entries all that were compared
     */
    @Schema(name = "BoardNeuronGroup", description = "Neurons that have something in common.")
    public record Group(
            @Schema(allowableValues = {"area", "depth", "noise"})
            String criterion,

            @Schema(example = "120 to 400 µm") String label,
            int neurons,
            List<Entry> entries) {
        /** Copies the list. */
        public Group {
            entries = List.copyOf(entries);
        }
    }

    /**
     * An entry on a group.
     *
     * @param specSha256 of the entry
     * @param counted neurons of the group that count
     * @param mean over them
     */
    @Schema(name = "BoardGroupEntry", description = "An entry of a board on a group of neurons.")
    public record Entry(
            String specSha256,

            @Schema(description = "Neurons of the group that count for every seed.")
            int counted,

            @Schema(description = "Mean over them, null where there is none.")
            Optional<Double> mean) {}

    /**
     * Those of a board as it was computed last.
     *
     * @param computed empty: never
     */
    public static BoardGroupsResponse of(Benchmark benchmark, Optional<Computed> computed) {
        return new BoardGroupsResponse(
                benchmark.reference().toString(),
                benchmark.definition().rankingMetric().metric().key(),
                computed.map(LeaderboardResponse.Comparison::of),
                computed.map(Computed::statistics)
                        .map(BoardGroupsResponse::groups)
                        .orElse(List.of()));
    }

    /**
     * The same groups with some entries alone.
     *
     * @param specs hashes of their specs
     */
    public BoardGroupsResponse onlyOf(Set<String> specs) {
        return new BoardGroupsResponse(
                benchmark,
                metric,
                comparison,
                groups.stream()
                        .map(group -> new Group(
                                group.criterion(),
                                group.label(),
                                group.neurons(),
                                group.entries().stream()
                                        .filter(entry -> specs.contains(entry.specSha256()))
                                        .toList()))
                        .toList());
    }

    private static List<Group> groups(BoardStatistics statistics) {
        return IntStream.range(0, statistics.groups().size())
                .mapToObj(index -> group(statistics, index))
                .toList();
    }

    private static Group group(BoardStatistics statistics, int index) {
        BoardStatistics.NeuronGroup group = statistics.groups().get(index);
        return new Group(
                group.criterion(),
                group.label(),
                group.neurons(),
                statistics.standings().stream()
                        .map(standing -> {
                            GroupMean mean = standing.groups().get(index);
                            return new Entry(standing.entry(), mean.counted(), mean.mean());
                        })
                        .toList());
    }
}
