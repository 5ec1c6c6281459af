package org.tonotopy.api.benchmark;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
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
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;

/** Benchmarks over HTTP. */
@RestController
@RequestMapping(BenchmarkService.PATH)
@Tag(name = "benchmarks")
class BenchmarkController {
    private final BenchmarkService benchmarks;

    BenchmarkController(BenchmarkService benchmarks) {
        this.benchmarks = benchmarks;
    }

    @PostMapping
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "createBenchmark",
            summary = "Define a benchmark",
            description = "Splits a dataset by stimulus and says how responses are prepared and models ranked. The same"
                    + " definition under the same name is the same version; another one is the next version.")
    @ApiResponse(
            responseCode = "201",
            description = "It was defined.",
            headers = @Header(name = "Location", description = "Where the benchmark is."),
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "It was there already.",
            headers = @Header(name = "Location", description = "Where the benchmark is."),
            useReturnTypeSchema = true)
    ResponseEntity<BenchmarkResponse> create(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Repeating a request under its key makes nothing new.")
                    @RequestHeader(IdempotentRequests.HEADER)
                    Optional<String> idempotencyKey,
            @RequestBody CreateBenchmarkRequest request) {
        Created created = benchmarks.create(caller, idempotencyKey, request);
        URI location = URI.create(created.location());
        return (created.fresh()
                        ? ResponseEntity.created(location)
                        : ResponseEntity.ok().location(location))
                .body(benchmarks.get(
                        created.location().substring(BenchmarkService.PATH.length() + 1),
                        Optional.of(!created.fresh())));
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listBenchmarks",
            summary = "List benchmarks",
            description = "All versions, by name and version.")
    Page<BenchmarkResponse> list(
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return benchmarks.list(pageToken, PageLimit.check(limit));
    }

    @GetMapping("/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getBenchmark",
            summary = "Read a benchmark",
            description = "Its dataset, split, response preparation and rules.")
    BenchmarkResponse get(
            @Parameter(description = "Name and version.", example = "ns1-natural@1") @PathVariable String reference) {
        return benchmarks.get(reference, Optional.empty());
    }
}
