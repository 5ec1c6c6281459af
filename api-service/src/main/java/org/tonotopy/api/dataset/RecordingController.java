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
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.registry.dataset.ExportFormat;

/** Recordings as files, over HTTP. */
@RestController
@RequestMapping(DatasetService.PATH)
@Tag(name = "datasets")
class RecordingController {
    private final RecordingDownloads recordings;

    RecordingController(RecordingDownloads recordings) {
        this.recordings = recordings;
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
