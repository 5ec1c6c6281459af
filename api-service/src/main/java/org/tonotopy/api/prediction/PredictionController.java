package org.tonotopy.api.prediction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.api.model.ModelService;

/** Predictions of models over HTTP. */
@RestController
@RequestMapping(ModelService.PATH + "/{reference}")
@Tag(name = "models")
class PredictionController {
    private static final String SVG = "image/svg+xml";

    private final PredictionService predictions;

    PredictionController(PredictionService predictions) {
        this.predictions = predictions;
    }

    @GetMapping(path = "/prediction", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getPrediction",
            summary = "Read what a model predicts of a neuron",
            description =
                    "A stretch of a test stimulus with the prediction, the PSTH, and the repeats as they were recorded."
                            + " Hidden responses are left out, and a note says so.")
    PredictionResponse prediction(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference,
            @Parameter(description = "Index of a neuron in the dataset.") @RequestParam(name = "neuron") int neuron,
            @Parameter(description = "Index of a test stimulus in the dataset.") @RequestParam(name = "stimulus")
                    int stimulus,
            @Parameter(description = "First bin, from 0.") @RequestParam(name = "first_bin", defaultValue = "0")
                    int firstBin,
            @Parameter(description = "Bins at most, from 1 to 5000.")
                    @RequestParam(name = "bins", defaultValue = "5000")
                    int bins)
            throws IOException {
        return PredictionResponse.of(predictions.get(reference, neuron, stimulus, firstBin, bins));
    }

    @GetMapping(path = "/prediction.csv", produces = CsvTable.MEDIA_TYPE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getPredictionTable",
            summary = "Read what a model predicts of a neuron as CSV",
            description =
                    "One row per bin; what was not recorded is an empty cell, and hidden responses have no columns.")
    @ApiResponse(
            responseCode = "200",
            description = "The table.",
            content = @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(type = "string")))
    String table(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference,
            @Parameter(description = "Index of a neuron in the dataset.") @RequestParam(name = "neuron") int neuron,
            @Parameter(description = "Index of a test stimulus in the dataset.") @RequestParam(name = "stimulus")
                    int stimulus,
            @Parameter(description = "First bin, from 0.") @RequestParam(name = "first_bin", defaultValue = "0")
                    int firstBin,
            @Parameter(description = "Bins at most, from 1 to 5000.")
                    @RequestParam(name = "bins", defaultValue = "5000")
                    int bins)
            throws IOException {
        return predictions.table(reference, neuron, stimulus, firstBin, bins);
    }

    @GetMapping(path = "/prediction.png", produces = MediaType.IMAGE_PNG_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getPredictionFigure",
            summary = "Look at what a model predicts of a neuron as PNG",
            description = "The sound, the repeats, and the prediction over the PSTH, at 288 pixels to an inch.")
    @ApiResponse(
            responseCode = "200",
            description = "The figure.",
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_PNG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    byte[] png(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference,
            @Parameter(description = "Index of a neuron in the dataset.") @RequestParam(name = "neuron") int neuron,
            @Parameter(description = "Index of a test stimulus in the dataset.") @RequestParam(name = "stimulus")
                    int stimulus,
            @Parameter(description = "First bin, from 0.") @RequestParam(name = "first_bin", defaultValue = "0")
                    int firstBin,
            @Parameter(description = "Bins at most, from 1 to 5000.")
                    @RequestParam(name = "bins", defaultValue = "5000")
                    int bins)
            throws IOException {
        return predictions.png(reference, neuron, stimulus, firstBin, bins);
    }

    @GetMapping(path = "/prediction.svg", produces = SVG)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getPredictionDrawing",
            summary = "Look at what a model predicts of a neuron as SVG",
            description = "The sound, the repeats, and the prediction over the PSTH, with text as text.")
    @ApiResponse(
            responseCode = "200",
            description = "The figure.",
            content = @Content(mediaType = SVG, schema = @Schema(type = "string")))
    byte[] svg(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference,
            @Parameter(description = "Index of a neuron in the dataset.") @RequestParam(name = "neuron") int neuron,
            @Parameter(description = "Index of a test stimulus in the dataset.") @RequestParam(name = "stimulus")
                    int stimulus,
            @Parameter(description = "First bin, from 0.") @RequestParam(name = "first_bin", defaultValue = "0")
                    int firstBin,
            @Parameter(description = "Bins at most, from 1 to 5000.")
                    @RequestParam(name = "bins", defaultValue = "5000")
                    int bins)
            throws IOException {
        return predictions.svg(reference, neuron, stimulus, firstBin, bins);
    }

    @GetMapping(path = "/predictions.npz", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "downloadPredictions",
            summary = "Download all predictions of a model",
            description =
                    "Of every neuron and test stimulus, as an NPZ file of the form that submissions have, in single"
                            + " precision. The ETag is the SHA-256; ranges and If-None-Match are honoured.")
    @ApiResponse(
            responseCode = "200",
            description = "The predictions.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> file(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference)
            throws IOException {
        return predictions.file(reference).attached(MediaType.APPLICATION_OCTET_STREAM);
    }
}
