package org.tonotopy.api.suite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.tonotopy.api.leaderboard.BoardGroupsResponse;

/**
 * The entries of a suite's board on groups of neurons.
 *
 * @param suite its reference
 * @param metric what is averaged
 * @param benchmarks in order
 */
@Schema(
        name = "SuiteGroups",
        description = "The entries of a suite's board on the groups of neurons of each of its benchmarks.")
public record SuiteGroupsResponse(
        @Schema(example = "cortex@1") String suite,
        @Schema(allowableValues = {"cc", "cc_norm"}) String metric,

        @Schema(
                description =
                        "In the suite's order: the groups as they stand on the benchmark's own board, with the entries of"
                                + " the suite alone.")
        List<BoardGroupsResponse> benchmarks) {
    /** Copies the list. */
    public SuiteGroupsResponse {
        benchmarks = List.copyOf(benchmarks);
    }
}
