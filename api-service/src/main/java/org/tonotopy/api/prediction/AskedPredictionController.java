package org.tonotopy.api.prediction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.job.JobService;
import org.tonotopy.api.model.ModelService;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.job.JobState;

/** Predictions of stimuli that somebody sends, over HTTP. */
@RestController
@Tag(name = "models")
class AskedPredictionController {
    private static final String OF_JOB = JobService.PATH + "/{id}/predictions";

    private final AskedPredictionService predictions;
    private final JobService jobs;
    private final JobWait wait;

    AskedPredictionController(AskedPredictionService predictions, JobService jobs, JobWait wait) {
        this.predictions = predictions;
        this.jobs = jobs;
        this.wait = wait;
    }

    @PostMapping(ModelService.PATH + "/{reference}:predict")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "predict",
            summary = "Predict the responses to new stimuli",
            description =
                    "Upload the file first, then send this. A job predicts every neuron of the model for every stimulus of the"
                            + " file. With Prefer: wait=N the answer waits for it up to N seconds, 30 at most: an idle worker"
                            + " needs one or two for short stimuli. Sounds need a dataset that came as sound, whose front end"
                            + " then makes the cochleagrams. 404 for a model whose weights are elsewhere.")
    @ApiResponse(
            responseCode = "202",
            description = "The job has not ended.",
            headers = @Header(name = "Location", description = "Where the predictions will be."),
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "The predictions; where there are too many of them for JSON, where they are.",
            headers = @Header(name = "Location", description = "Where the predictions are."),
            useReturnTypeSchema = true)
    ResponseEntity<AskedPredictionResponse> predict(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Repeating a request under its key makes nothing new.")
                    @RequestHeader(IdempotentRequests.HEADER)
                    Optional<String> idempotencyKey,
            @Parameter(description = "wait=N: how many seconds to wait for the predictions.", example = "wait=10")
                    @RequestHeader(Preference.HEADER)
                    Optional<String> prefer,
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference,
            @RequestBody PredictRequest request)
            throws IOException {
        Created created = predictions.create(caller, idempotencyKey, reference, request);
        jobs.admitAtOnce();
        UUID id = JobService.id(created);
        wait.forEnd(id, prefer.map(Preference::wait).orElse(Preference.NO_WAIT));
        AskedPredictionResponse answer = predictions.get(id);
        if (answer.state() == JobState.FAILED || answer.state() == JobState.CANCELLED) {
            throw new ProblemException(
                    ProblemType.NOT_PREDICTED,
                    "The job " + id + " is " + answer.state()
                            + answer.failure().map(why -> ": " + why).orElse("."));
        }
        return ResponseEntity.status(answer.state() == JobState.SUCCEEDED ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .location(URI.create(JobService.predictions(id)))
                .body(answer);
    }

    @GetMapping(path = OF_JOB, produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getStimulusPredictions",
            summary = "Read what a job predicted",
            description =
                    "Where the job stands and, once it SUCCEEDED, the predictions of each stimulus: the numbers where there"
                            + " are 200,000 at most. 404 for jobs that predict nothing.")
    AskedPredictionResponse get(@Parameter(description = "Identity of the job.") @PathVariable UUID id)
            throws IOException {
        return predictions.get(id);
    }

    @GetMapping(path = JobService.PATH + "/{id}/predictions.csv", produces = CsvTable.MEDIA_TYPE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getStimulusPredictionTable",
            summary = "Read what a job predicted as CSV",
            description =
                    "One row per stimulus and bin, one column per neuron. 404 before the job SUCCEEDED, 406 for more than"
                            + " 200,000 values.")
    @ApiResponse(
            responseCode = "200",
            description = "The table.",
            content = @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(type = "string")))
    String table(@Parameter(description = "Identity of the job.") @PathVariable UUID id) throws IOException {
        return predictions.table(id);
    }

    @GetMapping(path = JobService.PATH + "/{id}/predictions.npz", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "downloadStimulusPredictions",
            summary = "Download what a job predicted",
            description =
                    "An NPZ file of the form that submissions have: neurons, and stimulus_i [bins, neurons] for the i-th stimulus"
                            + " of the file that was sent, in single precision. 404 before the job SUCCEEDED. The ETag is the"
                            + " SHA-256; ranges and If-None-Match are honoured.")
    @ApiResponse(
            responseCode = "200",
            description = "The predictions.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> file(@Parameter(description = "Identity of the job.") @PathVariable UUID id)
            throws IOException {
        return predictions.file(id).attached(MediaType.APPLICATION_OCTET_STREAM);
    }
}
