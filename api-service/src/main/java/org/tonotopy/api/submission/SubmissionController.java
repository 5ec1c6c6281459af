package org.tonotopy.api.submission;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.job.JobService;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;

/** Submissions over HTTP. */
@RestController
@Tag(name = "submissions")
class SubmissionController {
    private static final String OF_BENCHMARK = "/api/v1/benchmarks/{reference}/submissions";
    private static final String ONE = SubmissionService.PATH + "/{id}";

    private final SubmissionService submissions;
    private final JobService jobs;

    SubmissionController(SubmissionService submissions, JobService jobs) {
        this.submissions = submissions;
        this.jobs = jobs;
    }

    @PostMapping(OF_BENCHMARK)
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "createSubmission",
            summary = "Send predictions or weights to be scored",
            description =
                    "Predictions of the test stimuli that were made elsewhere: upload the file first, then send this. A"
                            + " job checks it (every test stimulus, every neuron, nothing else, all of it finite) and scores it by the"
                            + " same code as models that were fitted here; the board shows it as external. Instead of predictions weights may be sent as safetensors, in the form in which"
                            + " models are downloaded; the model then predicts, and has features, like one that was fitted here. There is a limit for each"
                            + " account, benchmark and 24 hours; what fails or is cancelled does not count.")
    @ApiResponse(
            responseCode = "202",
            description = "It is queued.",
            headers = @Header(name = "Location", description = "Where the submission is."),
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The Idempotency-Key was used for this request before; the submission of then, as it is now.",
            headers = @Header(name = "Location", description = "Where the submission is."),
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "429",
            description = "The limit is reached; Retry-After says when the next may be sent.",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds until the next may be sent.",
                            schema = @Schema(type = "integer")),
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    ResponseEntity<SubmissionResponse> create(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Repeating a request under its key makes nothing new.")
                    @RequestHeader(IdempotentRequests.HEADER)
                    Optional<String> idempotencyKey,
            @Parameter(description = "Name and version of the benchmark.", example = "ns1-natural@1") @PathVariable
                    String reference,
            @RequestBody CreateSubmissionRequest request) {
        Created created = submissions.create(caller, idempotencyKey, reference, request);
        jobs.admitAtOnce();
        UUID id = UUID.fromString(created.location().substring(SubmissionService.PATH.length() + 1));
        return (created.fresh() ? ResponseEntity.accepted() : ResponseEntity.ok())
                .location(URI.create(created.location()))
                .body(submissions.get(id));
    }

    @GetMapping(OF_BENCHMARK)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listSubmissions",
            summary = "List the submissions for a benchmark",
            description = "Newest first, with those that failed or were withdrawn.")
    Page<SubmissionResponse> list(
            @Parameter(description = "Name and version of the benchmark.", example = "ns1-natural@1") @PathVariable
                    String reference,
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return submissions.list(reference, pageToken, PageLimit.check(limit));
    }

    @GetMapping(ONE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getSubmission",
            summary = "Read a submission",
            description = "What was sent, and how far its scoring is. 410 where it was withdrawn.")
    SubmissionResponse get(@Parameter(description = "Identity of the submission.") @PathVariable UUID id) {
        return submissions.get(id);
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "withdrawSubmission",
            summary = "Take a submission off the board",
            description =
                    "With its file, its model and all that the model was asked for; its owner or an admin may, once its job"
                            + " has ended and no job about its model runs. It still counts towards the limit.")
    @ApiResponse(responseCode = "204", description = "It is off the board.")
    void withdraw(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Identity of the submission.") @PathVariable UUID id) {
        submissions.withdraw(caller, id);
    }
}
