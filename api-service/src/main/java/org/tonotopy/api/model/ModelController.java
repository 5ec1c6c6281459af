package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
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
    private final ModelComparisonService comparisons;

    ModelController(ModelService models, ModelComparisonService comparisons) {
        this.models = models;
        this.comparisons = comparisons;
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listModels",
            summary = "List models",
            description = "All versions, newest first; of several filters, what passes them all.")
    Page<ModelSummary> list(
            @Parameter(description = "Only models for this benchmark.", example = "ns1-natural@1")
                    @RequestParam(name = "benchmark")
                    Optional<String> benchmark,
            @Parameter(description = "Only models that were fitted to this dataset.", example = "ns1@1")
                    @RequestParam(name = "dataset")
                    Optional<String> dataset,
            @Parameter(
                            description =
                                    "Only models of this kind, as GET /api/v1/model-kinds names it; ensemble or external.",
                            example = "statenet")
                    @RequestParam(name = "kind")
                    Optional<String> kind,
            @Parameter(description = "Only models that this account asked for.") @RequestParam(name = "author")
                    Optional<String> author,
            @Parameter(description = "Only models with this tag.", example = "published") @RequestParam(name = "tag")
                    Optional<String> tag,
            @Parameter(description = "Only models that this alias stands for.", example = "champion")
                    @RequestParam(name = "alias")
                    Optional<String> alias,
            @Parameter(
                            description =
                                    "Only models with this value of a hyperparameter, as name:value; that of a training as"
                                            + " training.name:value. Repeat it for several, at most 10.",
                            array =
                                    @ArraySchema(
                                            maxItems = ModelQuery.MOST_HYPERPARAMETERS,
                                            schema =
                                                    @Schema(
                                                            type = "string",
                                                            pattern = ModelQuery.HYPERPARAMETER_PATTERN,
                                                            maxLength = ModelQuery.LONGEST_HYPERPARAMETER,
                                                            example = "hidden_units:70")))
                    @RequestParam(name = "hyperparameter")
                    Optional<List<String>> hyperparameters,
            @Parameter(
                            description =
                                    "Only models whose mean over neurons, on the test stimuli of their benchmark, is at least"
                                            + " this.",
                            schema =
                                    @Schema(
                                            type = "number",
                                            format = "double",
                                            minimum = "" + -ModelQuery.LARGEST_SCORE,
                                            maximum = "" + ModelQuery.LARGEST_SCORE),
                            example = "0.5")
                    @RequestParam(name = "min_score")
                    Optional<Double> minScore,
            @Parameter(
                            description =
                                    "The metric of min_score, cc or cc_norm; where it is left out, that by which each"
                                            + " benchmark ranks.",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"cc", "cc_norm"}))
                    @RequestParam(name = "metric")
                    Optional<String> metric,
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        ModelQuery asked = new ModelQuery(
                benchmark, dataset, kind, author, tag, alias, hyperparameters.orElse(List.of()), minScore, metric);
        return models.list(asked, pageToken, PageLimit.check(limit));
    }

    @GetMapping("/{reference}")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getModel",
            summary = "Read a model",
            description =
                    "Full specification, seed, how the fit went, where the model comes from, and what people say of it: tags,"
                            + " note, and the aliases of its name; of an ensemble, its members. The ETag is what a change of these"
                            + " sends back in If-Match.")
    @ApiResponse(
            responseCode = "200",
            description = "The model.",
            headers = @Header(name = "ETag", description = "Changes with anything that can be changed."),
            useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = "It is still what If-None-Match names.", content = @Content)
    ResponseEntity<ModelResponse> get(
            @Parameter(description = "Name and version, or name and alias.", example = "statenet-ns1-natural@1")
                    @PathVariable
                    String reference) {
        ModelResponse model = models.get(reference);
        return ResponseEntity.ok().eTag(model.etag()).body(model);
    }

    @GetMapping("/{reference}/compare")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "compareModels",
            summary = "Compare two models field by field",
            description =
                    "Everything that was fitted, how, to what, with which seed, by which code and where, each with whether"
                            + " both are equal; how both score, and how many neurons each predicts better where they were"
                            + " fitted for the same benchmark.")
    ModelComparisonResponse compare(
            @Parameter(description = "Name and version, or name and alias.", example = "statenet-ns1-natural@1")
                    @PathVariable
                    String reference,
            @Parameter(description = "The other, in the same way.", example = "statenet-ns1-natural@champion")
                    @RequestParam(name = "with")
                    String with) {
        return comparisons.compare(reference, with);
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
