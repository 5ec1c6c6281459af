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
                            + " the mean over all. As JSON or as CSV.")
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
            @Parameter(description = "Name and version.", example = "cortex@1") @PathVariable String reference) {
        return boards.board(reference);
    }

    @GetMapping(path = "/{reference}/leaderboard", produces = CsvTable.MEDIA_TYPE)
    @PreAuthorize("hasRole('VIEWER')")
    @Hidden
    String table(@PathVariable String reference) {
        return SuiteLeaderboardTable.of(boards.board(reference));
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
}
