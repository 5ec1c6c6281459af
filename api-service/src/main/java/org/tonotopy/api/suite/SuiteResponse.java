package org.tonotopy.api.suite;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.suite.Suite;

/**
 * A suite version.
 *
 * @param reference name and version
 * @param name its name
 * @param version its version
 * @param duplicate present in the answer to a creating request: whether the suite was there already
 * @param benchmarks in order
 * @param rankingMetric orders the board
 * @param rules in words
 * @param owner who defined it
 * @param createdAt when
 */
@Schema(
        name = "Suite",
        description =
                "Benchmarks of several datasets that are compared together; never changed. Who may read all of its"
                        + " benchmarks may read it.")
record SuiteResponse(
        @Schema(description = "Name and version.", example = "cortex@1")
        String reference,

        String name,
        int version,

        @Schema(description = "Only in the answer to a creating request: whether it was there already.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<Boolean> duplicate,

        @Schema(description = "In the order in which they were named.")
        List<SuiteBenchmarkResponse> benchmarks,

        @Schema(
                description = "That of each of its benchmarks.",
                allowableValues = {"cc_norm", "cc"},
                type = "string")
        RankingMetric rankingMetric,

        String rules,
        @Schema(description = "Who defined it.") String owner,
        Instant createdAt) {
    /** Copies the list. */
    SuiteResponse {
        benchmarks = List.copyOf(benchmarks);
    }

    static SuiteResponse of(Suite suite, Optional<Boolean> duplicate) {
        return new SuiteResponse(
                suite.reference().toString(),
                suite.reference().name(),
                suite.reference().version(),
                duplicate,
                suite.benchmarks().stream().map(SuiteBenchmarkResponse::of).toList(),
                suite.rankingMetric(),
                suite.rules(),
                suite.owner().name(),
                suite.createdAt());
    }
}
