package org.tonotopy.api.dataset;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.core.io.Resource;
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
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;
import org.tonotopy.registry.dataset.ExportFormat;

/** Datasets over HTTP. */
@RestController
@RequestMapping(DatasetService.PATH)
@Tag(name = "datasets")
class DatasetController {
    private final DatasetService datasets;
    private final RecordingDownloads recordings;

    DatasetController(DatasetService datasets, RecordingDownloads recordings) {
        this.datasets = datasets;
        this.recordings = recordings;
    }

    @PostMapping
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "createDataset",
            summary = "Create a dataset",
            description = "Makes a dataset version of an uploaded recording and queues the job that reads and validates"
                    + " it. The same content under the same name is the same version.")
    @ApiResponse(
            responseCode = "202",
            description = "It was created and will be validated.",
            headers = @Header(name = "Location", description = "Where the dataset is."),
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "It was there already.",
            headers = @Header(name = "Location", description = "Where the dataset is."),
            useReturnTypeSchema = true)
    ResponseEntity<DatasetResponse> create(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "Repeating a request under its key makes nothing new.")
                    @RequestHeader(IdempotentRequests.HEADER)
                    Optional<String> idempotencyKey,
            @RequestBody CreateDatasetRequest request) {
        Created created = datasets.create(caller, idempotencyKey, request);
        return (created.fresh() ? ResponseEntity.accepted() : ResponseEntity.ok())
                .location(URI.create(created.location()))
                .body(datasets.get(
                        created.location().substring(DatasetService.PATH.length() + 1), Optional.of(!created.fresh())));
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listDatasets",
            summary = "List datasets",
            description = "All versions, by name and version.")
    Page<DatasetSummary> list(
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return datasets.list(pageToken, PageLimit.check(limit));
    }

    @GetMapping("/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getDataset",
            summary = "Read a dataset",
            description = "State, shape, provenance, and the validation report or the findings.")
    DatasetResponse get(
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference) {
        return datasets.get(reference, Optional.empty());
    }

    @GetMapping(path = "/{reference}/recording.npz", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "downloadNpz",
            summary = "Download a recording as NPZ",
            description =
                    "The upload itself where that was an NPZ; otherwise what an export job has made of it: 404 says what to ask"
                            + " for. With recording.json beside it, it makes an equal dataset. Ranges and If-None-Match are"
                            + " honoured.",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = HttpHeaders.RANGE,
                            description = "Which bytes.",
                            example = "bytes=0-1023",
                            schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "200",
            description = "The file.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            description = "A part of it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "The client has it already.", content = @Content)
    ResponseEntity<Resource> downloadNpz(
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference)
            throws IOException {
        return recordings.recording(reference, ExportFormat.NPZ).attached(MediaType.APPLICATION_OCTET_STREAM);
    }

    @GetMapping(path = "/{reference}/recording.h5", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "downloadHdf5",
            summary = "Download a recording as HDF5",
            description =
                    "The upload itself where that was HDF5; otherwise what an export job has made of it, with the metadata in the"
                            + " file: 404 says what to ask for. Ranges and If-None-Match are honoured.",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = HttpHeaders.RANGE,
                            description = "Which bytes.",
                            example = "bytes=0-1023",
                            schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "200",
            description = "The file.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(
            responseCode = "206",
            description = "A part of it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "The client has it already.", content = @Content)
    ResponseEntity<Resource> downloadHdf5(
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference)
            throws IOException {
        return recordings.recording(reference, ExportFormat.HDF5).attached(MediaType.APPLICATION_OCTET_STREAM);
    }

    @GetMapping(path = "/{reference}/recording.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "downloadMetadata",
            summary = "Download the metadata of a recording",
            description =
                    "What belongs to recording.npz: names, provenance, time step. Ranges and If-None-Match are honoured.",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = HttpHeaders.RANGE,
                            description = "Which bytes.",
                            example = "bytes=0-1023",
                            schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "200",
            description = "The file.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
    @ApiResponse(
            responseCode = "206",
            description = "A part of it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "304", description = "The client has it already.", content = @Content)
    ResponseEntity<Resource> downloadMetadata(
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference)
            throws IOException {
        return recordings.metadata(reference).attached(MediaType.APPLICATION_JSON);
    }
}
