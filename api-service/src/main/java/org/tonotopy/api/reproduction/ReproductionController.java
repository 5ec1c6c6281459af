package org.tonotopy.api.reproduction;

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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.job.JobResponse;
import org.tonotopy.api.job.JobService;
import org.tonotopy.api.model.ModelService;

/** Reproductions of models over HTTP. */
@RestController
@RequestMapping(ModelService.PATH)
@Tag(name = "models")
class ReproductionController {
    private final ReproductionService reproductions;
    private final JobService jobs;

    ReproductionController(ReproductionService reproductions, JobService jobs) {
        this.reproductions = reproductions;
        this.jobs = jobs;
    }

    @PostMapping("/{reference}:reproduce")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "reproduceModel",
            summary = "Make a model's fit again",
            description =
                    "With the same specification, seed, benchmark and neurons, as a new job. It makes no model and is on no"
                            + " board: .../reproductions says whether the same came out. 409 for models that were fitted"
                            + " elsewhere, and for ensembles, whose members can be made again one by one.")
    @ApiResponse(
            responseCode = "202",
            description = "It is queued.",
            headers = @Header(name = "Location", description = "Where the job is."),
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The Idempotency-Key was used for this request before; the job of then, as it is now.",
            headers = @Header(name = "Location", description = "Where the job is."),
            useReturnTypeSchema = true)
    ResponseEntity<JobResponse> reproduce(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Repeating a request under its key makes nothing new.")
                    @RequestHeader(IdempotentRequests.HEADER)
                    Optional<String> idempotencyKey,
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference) {
        Created created = reproductions.create(caller, idempotencyKey, reference);
        jobs.admitAtOnce();
        return (created.fresh() ? ResponseEntity.accepted() : ResponseEntity.ok())
                .location(URI.create(created.location()))
                .body(jobs.get(JobService.id(created)));
    }

    @GetMapping("/{reference}/reproductions")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listReproductions",
            summary = "Read whether a model came out again",
            description =
                    "The newest 100 reproductions of a model: equal bit for bit, equal within tolerance, or different, how"
                            + " far weights and predictions are apart, and field by field where both come from.")
    ReproductionsResponse list(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference) {
        return reproductions.list(reference);
    }
}
