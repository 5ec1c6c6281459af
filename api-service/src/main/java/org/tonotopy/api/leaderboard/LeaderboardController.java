package org.tonotopy.api.leaderboard;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.benchmark.BenchmarkService;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.leaderboard.Leaderboard;

/** Boards over HTTP. */
@RestController
@Tag(name = "benchmarks")
class LeaderboardController {
    private static final String PATH = "/api/v1/benchmarks/{reference}/leaderboard";

    private final BenchmarkService benchmarks;
    private final Leaderboard leaderboard;

    LeaderboardController(BenchmarkService benchmarks, Leaderboard leaderboard) {
        this.benchmarks = benchmarks;
        this.leaderboard = leaderboard;
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getLeaderboard",
            summary = "Read the board of a benchmark",
            description =
                    "One entry per model; fits that differ by seed alone are one entry with their mean and"
                            + " spread, an ensemble is an entry of its own. A model that predicts some of the benchmark's"
                            + " neurons only is on no board: means over different neurons cannot be compared. As JSON or as CSV.")
    @ApiResponse(
            responseCode = "200",
            description = "The board.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = LeaderboardResponse.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(type = "string"))
            })
    LeaderboardResponse board(
            @Parameter(description = "Name and version.", example = "ns1-natural@1") @PathVariable String reference) {
        Benchmark benchmark = benchmarks.require(reference);
        return LeaderboardResponse.of(benchmark, leaderboard.entries(benchmark));
    }

    @GetMapping(path = PATH, produces = CsvTable.MEDIA_TYPE)
    @PreAuthorize("hasRole('VIEWER')")
    @Hidden
    String table(@PathVariable String reference) {
        return LeaderboardTable.of(board(reference));
    }
}
