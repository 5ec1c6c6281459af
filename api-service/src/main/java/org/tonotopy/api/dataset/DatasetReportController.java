package org.tonotopy.api.dataset;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.dataset.DatasetReportService.Form;

/** Reports of datasets over HTTP. */
@RestController
@RequestMapping(DatasetService.PATH + "/{reference}")
@Tag(name = "datasets")
class DatasetReportController {
    private static final String FIGURE = "/figures/{id}";
    private static final String SVG = "image/svg+xml";
    private static final String CSV = "text/csv";

    private final DatasetReportService reports;

    DatasetReportController(DatasetReportService reports) {
        this.reports = reports;
    }

    @GetMapping("/report")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getDatasetReport",
            summary = "Read the validation report of a dataset",
            description =
                    "What was recorded, signal and noise of each neuron, copies, whether responses lie on the time"
                            + " axis of the sounds, and what is left out and why. There is none before the dataset is READY.")
    DatasetReportResponse report(
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference) {
        return reports.report(reference);
    }

    @GetMapping("/figures")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listDatasetFigures",
            summary = "List the pictures of a dataset's report",
            description =
                    "Ceilings, alignment, the first stimuli, and the neurons with the highest signal power; in the"
                            + " order in which they are to be read. A dataset that was accepted before they were drawn has none.")
    List<DatasetFigureResponse> figures(
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference) {
        return reports.pictures(reference).shown();
    }

    @GetMapping(path = FIGURE + ".png", produces = MediaType.IMAGE_PNG_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getDatasetFigure",
            summary = "Look at a picture of a dataset's report as PNG",
            description = "The ETag is the SHA-256; ranges and If-None-Match are honoured.")
    @ApiResponse(
            responseCode = "200",
            description = "The picture.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_PNG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> png(
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference,
            @Parameter(description = "Identity of the picture.") @PathVariable UUID id)
            throws IOException {
        return reports.figure(reference, id, Form.PNG).shown(MediaType.IMAGE_PNG);
    }

    @GetMapping(path = FIGURE + ".svg", produces = SVG)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getDatasetDrawing",
            summary = "Look at a picture of a dataset's report as SVG",
            description = "The ETag is the SHA-256; ranges and If-None-Match are honoured.")
    @ApiResponse(
            responseCode = "200",
            description = "The picture.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content = @Content(mediaType = SVG, schema = @Schema(type = "string")))
    ResponseEntity<Resource> svg(
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference,
            @Parameter(description = "Identity of the picture.") @PathVariable UUID id)
            throws IOException {
        return reports.figure(reference, id, Form.SVG).shown(MediaType.parseMediaType(SVG));
    }

    @GetMapping(path = FIGURE + ".csv", produces = CSV)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getDatasetFigureData",
            summary = "Read the numbers in a picture of a dataset's report",
            description =
                    "As CSV; what was not recorded is an empty cell, never a zero. The ETag is the SHA-256; ranges"
                            + " and If-None-Match are honoured.")
    @ApiResponse(
            responseCode = "200",
            description = "The numbers.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    ResponseEntity<Resource> csv(
            @Parameter(description = "Name and version.", example = "ns1@1") @PathVariable String reference,
            @Parameter(description = "Identity of the picture.") @PathVariable UUID id)
            throws IOException {
        return reports.figure(reference, id, Form.CSV).attached(MediaType.parseMediaType(CSV));
    }
}
