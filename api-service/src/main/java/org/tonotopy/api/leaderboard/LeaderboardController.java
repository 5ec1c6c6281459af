package org.tonotopy.api.leaderboard;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.api.selection.SelectableFields;

/** Boards over HTTP. */
@RestController
@RequestMapping("/api/v1/benchmarks/{reference}/leaderboard")
@Tag(name = "benchmarks")
class LeaderboardController {
    private final LeaderboardService boards;

    LeaderboardController(LeaderboardService boards) {
        this.boards = boards;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getLeaderboard",
            summary = "Read the board of a benchmark",
            description = "One entry per model; fits that differ by seed alone are one entry with their mean and"
                    + " spread, an ensemble is an entry of its own. A model that predicts some of the benchmark's"
                    + " neurons only is on no board: means over different neurons cannot be compared. Filters hide entries;"
                    + " ranks and fronts are those of the whole board. As JSON or as CSV.")
    @ApiResponse(
            responseCode = "200",
            description = "The board.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = LeaderboardResponse.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(type = "string"))
            })
    @SelectableFields("entries")
    LeaderboardResponse board(
            @Parameter(description = "Name and version.", example = "ns1-natural@1") @PathVariable String reference,
            @Parameter(description = "Only models of this kind.", example = "statenet") @RequestParam(name = "kind")
                    Optional<String> kind,
            @Parameter(description = "Only entries of which this account asked for a fit.")
                    @RequestParam(name = "author")
                    Optional<String> author,
            @Parameter(
                            description = "Only entries whose networks predict all neurons together, or one each.",
                            schema = @Schema(allowableValues = {"population", "each_neuron"}))
                    @RequestParam(name = "units")
                    Optional<String> units,
            @Parameter(description = "Only entries with at least as many seeds.") @RequestParam(name = "min_seeds")
                    Optional<Integer> minSeeds,
            @Parameter(
                            description =
                                    "Only entries in whose kind, label, settings, models or authors all of these words"
                                            + " stand, in capitals or not.")
                    @RequestParam(name = "search")
                    Optional<String> search,
            @Parameter(
                            description =
                                    "What comes first: the best mean or median of the ranking metric, the best rank,"
                                            + " the fewest parameters, the shortest fit, or the newest.")
                    @RequestParam(name = "sort")
                    Optional<String> sort) {
        return boards.board(reference, BoardFilter.of(kind, author, units, minSeeds, search, sort));
    }

    @GetMapping(produces = CsvTable.MEDIA_TYPE)
    @PreAuthorize("hasRole('VIEWER')")
    @Hidden
    String table(
            @PathVariable String reference,
            @RequestParam(name = "kind") Optional<String> kind,
            @RequestParam(name = "author") Optional<String> author,
            @RequestParam(name = "units") Optional<String> units,
            @RequestParam(name = "min_seeds") Optional<Integer> minSeeds,
            @RequestParam(name = "search") Optional<String> search,
            @RequestParam(name = "sort") Optional<String> sort) {
        return LeaderboardTable.of(board(reference, kind, author, units, minSeeds, search, sort));
    }

    @GetMapping("/pairs")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getLeaderboardPairs",
            summary = "Compare all pairs of a board",
            description =
                    "Each pair of entries once, on the neurons that count for every seed of both: mean difference with its"
                            + " interval, Wilcoxon signed-rank test, Holm's correction over all pairs, effect size.")
    BoardPairsResponse pairs(
            @Parameter(description = "Name and version.", example = "ns1-natural@1") @PathVariable String reference,
            @Parameter(description = "Only pairs with this entry: its spec_sha256.") @RequestParam(name = "entry")
                    Optional<String> entry) {
        return boards.pairs(reference, entry);
    }

    @GetMapping("/groups")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getLeaderboardGroups",
            summary = "Split a board by groups of neurons",
            description =
                    "The mean of each entry over the neurons of each area, and of each third by depth and by noise.")
    BoardGroupsResponse groups(
            @Parameter(description = "Name and version.", example = "ns1-natural@1") @PathVariable String reference) {
        return boards.groups(reference);
    }

    @GetMapping("/scatter")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getLeaderboardScatter",
            summary = "Compare two entries of a board neuron by neuron",
            description =
                    "The ranking metric of each neuron for both, averaged over seeds, and the verdict on the pair.")
    BoardScatterResponse scatter(
            @Parameter(description = "Name and version.", example = "ns1-natural@1") @PathVariable String reference,
            @Parameter(description = "spec_sha256 of one entry.") @RequestParam(name = "first") String first,
            @Parameter(description = "spec_sha256 of the other.") @RequestParam(name = "second") String second) {
        return boards.scatter(reference, first, second);
    }
}
