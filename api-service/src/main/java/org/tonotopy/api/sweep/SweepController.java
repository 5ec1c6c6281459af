package org.tonotopy.api.sweep;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
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
import org.tonotopy.registry.job.JobState;

/** Sweeps over HTTP. */
@RestController
@RequestMapping(SweepService.PATH)
@Tag(name = "sweeps")
class SweepController {
    private final SweepService sweeps;

    SweepController(SweepService sweeps) {
        this.sweeps = sweeps;
    }

    @PostMapping
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "createSweep",
            summary = "Ask for many fits",
            description = "Queues every combination of models, hyperparameters, seeds, benchmarks and neurons, up to"
                    + " 100,000 fits, all or none; and with ensemble a job that averages the predictions of seeds, which"
                    + " begins once all have succeeded. A request that is refused leaves nothing behind.")
    @ApiResponse(
            responseCode = "202",
            description = "Its fits are queued.",
            headers = @Header(name = "Location", description = "Where the sweep is."),
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The Idempotency-Key was used for this request before; the sweep of then, as it is now.",
            headers = @Header(name = "Location", description = "Where the sweep is."),
            useReturnTypeSchema = true)
    ResponseEntity<SweepResponse> create(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Repeating a request under its key makes nothing new.")
                    @RequestHeader(IdempotentRequests.HEADER)
                    Optional<String> idempotencyKey,
            @RequestBody CreateSweepRequest request) {
        Created created = sweeps.create(caller, idempotencyKey, request);
        UUID id = UUID.fromString(created.location().substring(SweepService.PATH.length() + 1));
        return (created.fresh() ? ResponseEntity.accepted() : ResponseEntity.ok())
                .location(URI.create(created.location()))
                .body(sweeps.get(id));
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "listSweeps", summary = "List sweeps", description = "Newest first.")
    Page<SweepSummary> list(
            @Parameter(description = "Only sweeps for this benchmark.", example = "ns1-natural@1")
                    @RequestParam(name = "benchmark")
                    Optional<String> benchmark,
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return sweeps.list(benchmark, pageToken, PageLimit.check(limit));
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getSweep",
            summary = "Read a sweep",
            description =
                    "How many of its fits are in each state, the best so far by validation score, and its ensemble; up to"
                            + " 100 fits also each of them, and mean and spread of the test scores over seeds.")
    SweepResponse get(@Parameter(description = "Identity of the sweep.") @PathVariable UUID id) {
        return sweeps.get(id);
    }

    @PostMapping("/{id}:cancel")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "cancelSweep",
            summary = "Cancel a sweep",
            description = "Cancels its jobs that have not ended, at once where they are queued, within one epoch where"
                    + " they run, and makes no ensemble. What has been fitted is kept. Cancelling twice is no error.")
    @ApiResponse(
            responseCode = "202",
            description = "Its jobs are cancelled or will be; the answer says which.",
            useReturnTypeSchema = true)
    ResponseEntity<SweepResponse> cancel(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Identity of the sweep.") @PathVariable UUID id) {
        sweeps.cancel(id, caller);
        return ResponseEntity.accepted()
                .location(URI.create(SweepService.PATH + "/" + id))
                .body(sweeps.get(id));
    }

    @PostMapping("/{id}:retry")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "retrySweep",
            summary = "Retry what failed of a sweep",
            description =
                    "Queues all of its jobs again that FAILED; each goes on from what it has kept. Where none has,"
                            + " nothing happens.")
    @ApiResponse(responseCode = "202", description = "What failed is queued again.", useReturnTypeSchema = true)
    ResponseEntity<RetriedSweepResponse> retry(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Identity of the sweep.") @PathVariable UUID id) {
        int retried = sweeps.retry(id, caller);
        return ResponseEntity.accepted()
                .location(URI.create(SweepService.PATH + "/" + id))
                .body(new RetriedSweepResponse(retried, sweeps.get(id)));
    }

    @GetMapping("/{id}/jobs")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listSweepJobs",
            summary = "List the fits of a sweep",
            description = "In the order in which they were asked for, or the best validation score first.")
    Page<SweepFitResponse> jobs(
            @Parameter(description = "Identity of the sweep.") @PathVariable UUID id,
            @Parameter(description = "Only fits in this state.") @RequestParam(name = "state") Optional<JobState> state,
            @Parameter(
                            description = "created: as they were asked for; validation_score: the best first, without"
                                    + " those that have none yet.",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"created", "validation_score"},
                                            defaultValue = "created"))
                    @RequestParam(name = "sort", defaultValue = "created")
                    String sort,
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return sweeps.fits(id, state, SweepOrder.parse(sort), pageToken, PageLimit.check(limit));
    }
}
