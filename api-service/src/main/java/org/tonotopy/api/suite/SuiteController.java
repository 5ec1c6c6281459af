package org.tonotopy.api.suite;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.leaderboard.BoardFilter;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;
import org.tonotopy.api.selection.SelectableFields;

/** Suites and their boards over HTTP. */
@RestController
@RequestMapping(SuiteService.PATH)
@Tag(name = "suites")
class SuiteController {
    private final SuiteService suites;
    private final SuiteLeaderboardService boards;

    SuiteController(SuiteService suites, SuiteLeaderboardService boards) {
        this.suites = suites;
        this.boards = boards;
    }

    @PostMapping
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "createSuite",
            summary = "Define a suite",
            description =
                    "Names benchmarks of several datasets: the same model, fitted to each by itself, is compared over"
                            + " the neurons of all of them. The same definition under the same name is the same version; another"
                            + " one is the next version.")
    @ApiResponse(
            responseCode = "201",
            description = "It was defined.",
            headers = @Header(name = "Location", description = "Where the suite is."),
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "It was there already.",
            headers = @Header(name = "Location", description = "Where the suite is."),
            useReturnTypeSchema = true)
    ResponseEntity<SuiteResponse> create(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Repeating a request under its key makes nothing new.")
                    @RequestHeader(IdempotentRequests.HEADER)
                    Optional<String> idempotencyKey,
            @RequestBody CreateSuiteRequest request) {
        Created created = suites.create(caller, idempotencyKey, request);
        URI location = URI.create(created.location());
        return (created.fresh()
                        ? ResponseEntity.created(location)
                        : ResponseEntity.ok().location(location))
                .body(suites.get(
                        created.location().substring(SuiteService.PATH.length() + 1), Optional.of(!created.fresh())));
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "listSuites", summary = "List suites", description = "All versions, by name and version.")
    Page<SuiteResponse> list(
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return suites.list(pageToken, PageLimit.check(limit));
    }

    @GetMapping("/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "getSuite", summary = "Read a suite", description = "Its benchmarks and rules.")
    SuiteResponse get(
            @Parameter(description = "Name and version.", example = "cortex@1") @PathVariable String reference) {
        return suites.get(reference, Optional.empty());
    }

    @GetMapping(path = "/{reference}/leaderboard", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getSuiteLeaderboard",
            summary = "Read the board of a suite",
            description =
                    "One entry per model that has an entry on every one of the benchmarks, over the neurons of all of"
                            + " them: fits that differ by seed alone are averaged for each neuron first. Each neuron weighs"
                            + " the same, so a large dataset outweighs a small one: the mean on each benchmark stands beside"
                            + " the mean over all. Filters hide entries; ranks are those of the whole board. As JSON or as"
                            + " CSV.")
    @ApiResponse(
            responseCode = "200",
            description = "The board.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = SuiteLeaderboardResponse.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(type = "string"))
            })
    @SelectableFields("entries")
    SuiteLeaderboardResponse board(
            @Parameter(description = "Name and version.", example = "cortex@1") @PathVariable String reference,
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
            @Parameter(description = "Only entries with at least as many seeds on each benchmark.")
                    @RequestParam(name = "min_seeds")
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
                                            + " the fewest parameters or the shortest fits on all benchmarks together, or"
                                            + " the newest.")
                    @RequestParam(name = "sort")
                    Optional<String> sort) {
        return boards.board(reference, BoardFilter.of(kind, author, units, minSeeds, search, sort));
    }

    @GetMapping(path = "/{reference}/leaderboard", produces = CsvTable.MEDIA_TYPE)
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
        return SuiteLeaderboardTable.of(board(reference, kind, author, units, minSeeds, search, sort));
    }

    @GetMapping("/{reference}/leaderboard/pairs")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getSuiteLeaderboardPairs",
            summary = "Compare all pairs of a suite's board",
            description =
                    "Each pair of entries once, on the neurons of all benchmarks that count for every seed of both: mean"
                            + " difference with its interval, Wilcoxon signed-rank test, Holm's correction over all pairs,"
                            + " effect size.")
    SuitePairsResponse pairs(
            @Parameter(description = "Name and version.", example = "cortex@1") @PathVariable String reference,
            @Parameter(description = "Only pairs with this entry: its spec_sha256.") @RequestParam(name = "entry")
                    Optional<String> entry) {
        return boards.pairs(reference, entry);
    }

    @GetMapping("/{reference}/leaderboard/groups")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getSuiteLeaderboardGroups",
            summary = "Split a suite's board by groups of neurons",
            description =
                    "The mean of each entry over the neurons of each area, and of each third by depth and by noise, of each"
                            + " benchmark's dataset.")
    SuiteGroupsResponse groups(
            @Parameter(description = "Name and version.", example = "cortex@1") @PathVariable String reference) {
        return boards.groups(reference);
    }

    @GetMapping("/{reference}/leaderboard/scatter")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getSuiteLeaderboardScatter",
            summary = "Compare two entries of a suite's board neuron by neuron",
            description =
                    "The ranking metric of each neuron of each benchmark for both, averaged over seeds, and the verdict on"
                            + " the pair.")
    SuiteScatterResponse scatter(
            @Parameter(description = "Name and version.", example = "cortex@1") @PathVariable String reference,
            @Parameter(description = "spec_sha256 of one entry.") @RequestParam(name = "first") String first,
            @Parameter(description = "spec_sha256 of the other.") @RequestParam(name = "second") String second) {
        return boards.scatter(reference, first, second);
    }
}
