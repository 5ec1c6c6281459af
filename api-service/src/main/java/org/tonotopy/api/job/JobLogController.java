package org.tonotopy.api.job;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The attempts of jobs and their logs over HTTP. */
@RestController
@RequestMapping(JobService.PATH)
@Tag(name = "jobs")
class JobLogController {
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final JobLogService logs;

    JobLogController(JobLogService logs) {
        this.logs = logs;
    }

    @GetMapping("/{id}/attempts")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listJobAttempts",
            summary = "List the attempts of a job",
            description = "Each run of the job by a worker, the first first.")
    JobAttemptList attempts(@Parameter(description = "Identity of the job.") @PathVariable UUID id) {
        return new JobAttemptList(
                logs.attempts(id).stream().map(JobAttemptResponse::of).toList());
    }

    @GetMapping(path = "/{id}/log", produces = TEXT)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getJobLog",
            summary = "Read the log of a job",
            description =
                    "The log of one attempt, as lines of text that begin with time (UTC), level and logger. The first say"
                            + " which worker runs it, with which versions and on what. After the attempt the log is whole, and checked"
                            + " against its hash before the first byte is sent. Before, and where the worker vanished, the answer is"
                            + " the last lines that the worker sent, 200 or 32 KiB at most, behind a first line in brackets that says"
                            + " so. 404 where there is no log yet.")
    @ApiResponse(
            responseCode = "200",
            description = "The log, or its last lines.",
            content = @Content(mediaType = TEXT, schema = @Schema(type = "string")))
    ResponseEntity<Resource> log(
            @Parameter(description = "Identity of the job.") @PathVariable UUID id,
            @Parameter(description = "Number of the attempt; the newest where it is left out.")
                    @RequestParam(name = "attempt")
                    Optional<Integer> attempt)
            throws IOException {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.parseMediaType(TEXT))
                .body(logs.log(id, attempt));
    }
}
