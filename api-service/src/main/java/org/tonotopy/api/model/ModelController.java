package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;

/** Fitted models over HTTP. */
@RestController
@RequestMapping(ModelService.PATH)
@Tag(name = "models")
class ModelController {
    private final ModelService models;

    ModelController(ModelService models) {
        this.models = models;
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "listModels", summary = "List models", description = "All versions, newest first.")
    Page<ModelSummary> list(
            @Parameter(description = "Only models for this benchmark.", example = "ns1-natural@1")
                    @RequestParam(name = "benchmark")
                    Optional<String> benchmark,
            @Parameter(description = "Only models of this kind.", example = "statenet") @RequestParam(name = "kind")
                    Optional<String> kind,
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return models.list(benchmark, kind, pageToken, PageLimit.check(limit));
    }

    @GetMapping("/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getModel",
            summary = "Read a model",
            description =
                    "Full specification, seed, how the fit went, and where the model comes from; of an ensemble, its"
                            + " members.")
    ModelResponse get(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference) {
        return models.get(reference);
    }

    @GetMapping(path = "/{reference}/metrics", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getModelMetrics",
            summary = "Read a model's metrics",
            description =
                    "Per neuron and over neurons, on the test stimuli of its benchmark. A metric that is undefined"
                            + " is null and has a reason. As JSON or as CSV.")
    @ApiResponse(
            responseCode = "200",
            description = "The metrics.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = MetricsResponse.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(type = "string"))
            })
    MetricsResponse metrics(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference) {
        return models.metrics(reference);
    }

    @GetMapping(path = "/{reference}/metrics", produces = CsvTable.MEDIA_TYPE)
    @PreAuthorize("hasRole('VIEWER')")
    @Hidden
    String metricsTable(@PathVariable String reference) {
        return MetricsTable.of(models.metrics(reference));
    }

    @GetMapping("/{reference}/networks")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getModelNetworks",
            summary = "Read what a model is made of",
            description =
                    "Its networks in the order of its weights: one, or one for each neuron, fold, or both, with the"
                            + " seed of each and how its fit went.")
    ModelNetworksResponse networks(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference) {
        return models.networks(reference);
    }

    @GetMapping("/{reference}/curve")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getModelCurve",
            summary = "Read a model's learning curve",
            description = "Losses and validation score by epoch, of one of its networks.")
    LearningCurveResponse curve(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference,
            @Parameter(description = "Number of the network, from 0.")
                    @RequestParam(name = "network", defaultValue = "0")
                    int network) {
        return models.curve(reference, network);
    }

    @GetMapping(path = "/{reference}/weights", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "downloadModelWeights",
            summary = "Download a model's weights",
            description = "The stored content is checked against its SHA-256, which is also the ETag, before the first"
                    + " byte is sent. Ranges and If-None-Match are honoured.",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = HttpHeaders.RANGE,
                            description = "Which bytes.",
                            example = "bytes=0-1023",
                            schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "200",
            description = "The weights.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> weights(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference)
            throws IOException {
        return models.weights(reference).attached(MediaType.APPLICATION_OCTET_STREAM);
    }

    @GetMapping(path = "/{reference}/weights.safetensors", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "downloadModelTensors",
            summary = "Download a model's weights as safetensors",
            description =
                    "Every array of every network under its name, and in the header all that a prediction needs. 404 for"
                            + " a model whose weights are elsewhere, and for one that was made before this form was kept. The stored content is checked against its SHA-256, which is also the ETag, before the first"
                            + " byte is sent. Ranges and If-None-Match are honoured.",
            parameters =
                    @Parameter(
                            in = ParameterIn.HEADER,
                            name = HttpHeaders.RANGE,
                            description = "Which bytes.",
                            example = "bytes=0-1023",
                            schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "200",
            description = "The weights.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> tensors(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference)
            throws IOException {
        return models.tensors(reference).attached(MediaType.APPLICATION_OCTET_STREAM);
    }
}
