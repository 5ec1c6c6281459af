package org.tonotopy.api.job;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.account.StandingCallers;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.problem.WholeRange;
import org.tonotopy.registry.job.JobState;

/** Jobs over HTTP. */
@RestController
@RequestMapping(JobService.PATH)
@Tag(name = "jobs")
class JobController {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final JobService jobs;
    private final JobEventStreams streams;
    private final StandingCallers callers;

    JobController(JobService jobs, JobEventStreams streams, StandingCallers callers) {
        this.jobs = jobs;
        this.streams = streams;
        this.callers = callers;
    }

    @PostMapping
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "createJob",
            summary = "Ask for a fit, an ensemble, features or an export",
            description = "Checks the request against what there is and against the catalogue, completes it by defaults"
                    + " and queues it. A request that is refused leaves nothing behind. An export that was made, or is on its"
                    + " way, is not made again. Nor, without an Idempotency-Key, is a fit or an ensemble of which every"
                    + " setting is that of an earlier one, whoever asked for it, as long as its model is there or it is on"
                    + " its way: the answer is 200 with that job, which offer explains; force makes a new one. With a key,"
                    + " the key alone decides.")
    @ApiResponse(
            responseCode = "202",
            description = "It is queued.",
            headers = @Header(name = "Location", description = "Where the job is."),
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description =
                    "The Idempotency-Key was used for this request before, or without one the same was asked for; the"
                            + " job of then, as it is now.",
            headers = @Header(name = "Location", description = "Where the job is."),
            useReturnTypeSchema = true)
    ResponseEntity<JobResponse> create(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Repeating a request under its key makes nothing new.")
                    @RequestHeader(IdempotentRequests.HEADER)
                    Optional<String> idempotencyKey,
            @RequestBody CreateJobRequest request) {
        Created created = jobs.create(caller, idempotencyKey, request);
        jobs.admitAtOnce();
        UUID id = JobService.id(created);
        return (created.fresh() ? ResponseEntity.accepted() : ResponseEntity.ok())
                .location(URI.create(created.location()))
                .body(created.fresh() || idempotencyKey.isPresent() ? jobs.get(id) : jobs.offer(id));
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "listJobs", summary = "List jobs", description = "Newest first.")
    Page<JobResponse> list(
            @Parameter(description = "Only jobs in this state.") @RequestParam(name = "state") Optional<JobState> state,
            @Parameter(description = "Only jobs for this benchmark.", example = "ns1-natural@1")
                    @RequestParam(name = "benchmark")
                    Optional<String> benchmark,
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return jobs.list(new JobFilter(state, benchmark), pageToken, PageLimit.check(limit));
    }

    @GetMapping("/{id}")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getJob",
            summary = "Read a job",
            description = "State, progress, place in the queue, and what it made or why it failed.")
    JobResponse get(@Parameter(description = "Identity of the job.") @PathVariable UUID id) {
        return jobs.get(id);
    }

    @PostMapping("/{id}:cancel")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "cancelJob",
            summary = "Cancel a job",
            description =
                    "At once where it is queued, within an epoch or a few steps where it runs. Cancelling twice is no error.")
    @ApiResponse(
            responseCode = "202",
            description = "It is cancelled or will be; the answer says which.",
            useReturnTypeSchema = true)
    ResponseEntity<JobResponse> cancel(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Identity of the job.") @PathVariable UUID id) {
        jobs.cancel(id, caller);
        return accepted(id);
    }

    @PostMapping("/{id}:pause")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "pauseJob",
            summary = "Pause a job",
            description =
                    "At once where it is queued, within an epoch or a few steps where it runs; what it has is kept.")
    @ApiResponse(
            responseCode = "202",
            description = "It is paused or will be; the answer says which.",
            useReturnTypeSchema = true)
    ResponseEntity<JobResponse> pause(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Identity of the job.") @PathVariable UUID id) {
        jobs.pause(id, caller);
        return accepted(id);
    }

    @PostMapping("/{id}:resume")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "resumeJob",
            summary = "Let a paused job go on",
            description =
                    "It waits for a worker again and goes on from what it has kept; the result is the same as without the pause.")
    @ApiResponse(
            responseCode = "202",
            description = "It waits again, or its pause was called off; the answer says which.",
            useReturnTypeSchema = true)
    ResponseEntity<JobResponse> resume(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Identity of the job.") @PathVariable UUID id) {
        jobs.resume(id, caller);
        return accepted(id);
    }

    @PostMapping("/{id}:retry")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "retryJob",
            summary = "Try a job again",
            description =
                    "A job that failed or was cancelled waits for a worker again, under the same id, and goes on from what it has kept.")
    @ApiResponse(responseCode = "202", description = "It waits again.", useReturnTypeSchema = true)
    ResponseEntity<JobResponse> retry(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Identity of the job.") @PathVariable UUID id) {
        jobs.retry(id, caller);
        return accepted(id);
    }

    private ResponseEntity<JobResponse> accepted(UUID id) {
        jobs.admitAtOnce();
        return ResponseEntity.accepted()
                .location(URI.create(JobService.PATH + "/" + id))
                .body(jobs.get(id));
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listJobEvents",
            summary = "Read or follow what happens to a job",
            description = "As JSON, the events after a sequence number. As text/event-stream, the same events as they"
                    + " happen: the id is the sequence number, the name is the type, the data is the event in JSON; a"
                    + " comment is sent while nothing happens; the stream ends after the job's last event, or when its reader may not read the job any more, and"
                    + " Last-Event-ID says where to go on after a break.")
    @ApiResponse(
            responseCode = "200",
            description = "The events.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = JobEventPage.class)),
                @Content(
                        mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                        schema = @Schema(type = "string", description = "Server-Sent Events."))
            })
    JobEventPage events(
            @Parameter(description = "Identity of the job.") @PathVariable UUID id,
            @Parameter(description = "Only events with a larger sequence number.")
                    @RequestParam(name = "after", defaultValue = "0")
                    int after,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return new JobEventPage(
                jobs
                        .events(id, WholeRange.require("after", after, 0, Integer.MAX_VALUE), PageLimit.check(limit))
                        .stream()
                        .map(JobEventResponse::of)
                        .toList());
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Hidden
    ResponseEntity<SseEmitter> follow(
            @PathVariable UUID id,
            @RequestHeader(LAST_EVENT_ID) Optional<String> lastEventId,
            HttpServletRequest request) {
        int after = lastEventId.map(JobController::sequence).orElse(0);
        jobs.get(id);
        return ResponseEntity.ok()
                // Proxies that gather answers would hold events back.
                .header("X-Accel-Buffering", "no")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .body(streams.follow(id, callers.of(request), after));
    }

    private static int sequence(String lastEventId) {
        try {
            int sequence = Integer.parseInt(lastEventId);
            if (sequence >= 0) {
                return sequence;
            }
        } catch (NumberFormatException notNumber) {
            // Told below, together with negative numbers.
        }
        throw new ProblemException(
                ProblemType.INVALID_PARAMETER,
                new FieldProblem(
                        LAST_EVENT_ID,
                        "it is not the id of an event",
                        "Send the id of the last event that was received, or leave it out."));
    }
}
