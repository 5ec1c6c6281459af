package org.tonotopy.api.feature;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.api.model.ModelService;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;

/** Features over HTTP. */
@RestController
@Tag(name = "features")
class FeatureController {
    private static final String OF_MODEL = ModelService.PATH + "/{reference}";
    private static final String FEATURE = FeatureService.PATH + "/{id}";
    private static final String SIDE_BY_SIDE = FeatureService.PATH + "/side-by-side/figure";
    private static final String POPULATION = FeatureService.POPULATION_PATH + "/{job}";

    private static final String WAV = "audio/wav";

    private final FeatureService features;

    FeatureController(FeatureService features) {
        this.features = features;
    }

    @GetMapping(OF_MODEL + "/features")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(operationId = "listFeatures", summary = "List a model's features", description = "Newest first.")
    Page<FeatureResponse> list(
            @Parameter(description = "Name and version of the model.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference,
            @Parameter(description = "Only features of this kind.", example = "dream") @RequestParam(name = "kind")
                    Optional<String> kind,
            @Parameter(description = "Only features of this neuron, by index in the dataset.")
                    @RequestParam(name = "neuron")
                    Optional<Integer> neuron,
            @Parameter(description = "Only features that this job made.") @RequestParam(name = "job")
                    Optional<UUID> job,
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return features.list(reference, new FeatureFilter(kind, neuron, job), pageToken, PageLimit.check(limit));
    }

    @GetMapping(path = OF_MODEL + "/feature-summary", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getFeatureSummary",
            summary = "Read a model's features in numbers",
            description = "The newest feature of each kind of each neuron. A number that is undefined is null and has a"
                    + " reason. As JSON or as CSV.")
    @ApiResponse(
            responseCode = "200",
            description = "The numbers.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = FeatureSummaryResponse.class)),
                @Content(mediaType = CsvTable.MEDIA_TYPE, schema = @Schema(type = "string"))
            })
    FeatureSummaryResponse summary(
            @Parameter(description = "Name and version of the model.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference,
            @Parameter(description = "Only features of this kind.", example = "dream") @RequestParam(name = "kind")
                    Optional<String> kind) {
        return features.summary(reference, kind);
    }

    @GetMapping(path = OF_MODEL + "/feature-summary", produces = CsvTable.MEDIA_TYPE)
    @PreAuthorize("hasRole('VIEWER')")
    @Hidden
    String summaryTable(@PathVariable String reference, @RequestParam(name = "kind") Optional<String> kind) {
        return FeatureSummaryTable.of(features.summary(reference, kind));
    }

    @GetMapping(OF_MODEL + "/feature-populations")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listFeaturePopulations",
            summary = "List the figures of all neurons of a model",
            description = "Each shows best frequencies, latencies and memory horizons of the neurons of one feature job"
                    + " in one figure; newest first.")
    List<FeaturePopulationResponse> populations(
            @Parameter(description = "Name and version of the model.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference) {
        return features.populations(reference);
    }

    @GetMapping(FEATURE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getFeature",
            summary = "Read a feature",
            description = "Settings, seed, outcome, summary numbers, and where its arrays and its figure are.")
    FeatureResponse get(@Parameter(description = "Identity of the feature.") @PathVariable UUID id) {
        return features.get(id);
    }

    @GetMapping(path = FEATURE + "/array", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "downloadFeatureArray",
            summary = "Download a feature's arrays",
            description =
                    "As NPZ. The stored content is checked against its SHA-256, which is also the ETag, before the"
                            + " first byte is sent. Ranges and If-None-Match are honoured.")
    @ApiResponse(
            responseCode = "200",
            description = "The arrays.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> array(@Parameter(description = "Identity of the feature.") @PathVariable UUID id)
            throws IOException {
        return features.array(id).attached(MediaType.APPLICATION_OCTET_STREAM);
    }

    @GetMapping(
            path = {FEATURE + "/figure.png", FEATURE + "/figure"},
            produces = MediaType.IMAGE_PNG_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getFeatureFigure",
            summary = "Look at a feature as PNG",
            description = "Without .png, Accept decides between PNG and SVG. A feature that is not complete has no"
                    + " figure. The ETag is the SHA-256; ranges and If-None-Match are honoured.")
    @ApiResponse(
            responseCode = "200",
            description = "The figure.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_PNG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> png(@Parameter(description = "Identity of the feature.") @PathVariable UUID id)
            throws IOException {
        return features.figure(id, FigureForm.PNG).shown(FigureForm.PNG.mediaType());
    }

    @GetMapping(
            path = {FEATURE + "/figure.svg", FEATURE + "/figure"},
            produces = FigureForm.SVG_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getFeatureDrawing",
            summary = "Look at a feature as SVG",
            description = "Without .svg, Accept decides between PNG and SVG. A feature that is not complete has no"
                    + " figure. The ETag is the SHA-256; ranges and If-None-Match are honoured.")
    @ApiResponse(
            responseCode = "200",
            description = "The figure.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content = @Content(mediaType = FigureForm.SVG_VALUE, schema = @Schema(type = "string")))
    ResponseEntity<Resource> svg(@Parameter(description = "Identity of the feature.") @PathVariable UUID id)
            throws IOException {
        return features.figure(id, FigureForm.SVG).shown(FigureForm.SVG.mediaType());
    }

    @GetMapping(path = FEATURE + "/sound.wav", produces = WAV)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getFeatureSound",
            summary = "Listen to a dream, approximately",
            description =
                    "An approximate resynthesis of a dream as WAV, 16 bit, one channel, 44,100 Hz. Each band's level"
                            + " shapes a sine or noise of its own. Phase, fine structure and absolute level are lost: the loudest"
                            + " sample of every sound lies 3 dB below full scale. Bands at or above 22,050 Hz are not in it; the"
                            + " feature says how many. Only a complete dream has a sound. The ETag is the SHA-256; ranges and"
                            + " If-None-Match are honoured.")
    @ApiResponse(
            responseCode = "200",
            description = "The sound.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content = @Content(mediaType = WAV, schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> sound(
            @Parameter(description = "Identity of the feature.") @PathVariable UUID id,
            @Parameter(
                            description =
                                    "tones: a sine at the centre of each band. noise: noise as wide as each band.",
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"tones", "noise"},
                                            defaultValue = SoundCarrier.DEFAULT))
                    @RequestParam(name = "carrier", defaultValue = SoundCarrier.DEFAULT)
                    String carrier)
            throws IOException {
        return features.sound(id, SoundCarrier.of(carrier)).shown(MediaType.parseMediaType(WAV));
    }

    @GetMapping(
            path = {SIDE_BY_SIDE + ".png", SIDE_BY_SIDE},
            produces = MediaType.IMAGE_PNG_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getFeatureFiguresSideBySide",
            summary = "Look at features side by side as PNG",
            description = "The figures of up to six features, of any neurons and models, in the order in which they are"
                    + " named. Without .png, Accept decides between PNG and SVG.")
    @ApiResponse(
            responseCode = "200",
            description = "The figure.",
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_PNG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> pngSideBySide(
            @Parameter(description = "Identities of the features, repeated or separated by commas.")
                    @RequestParam(name = "feature")
                    List<UUID> ids)
            throws IOException {
        return ResponseEntity.ok()
                .contentType(FigureForm.PNG.mediaType())
                .body(features.sideBySide(ids, FigureForm.PNG));
    }

    @GetMapping(
            path = {SIDE_BY_SIDE + ".svg", SIDE_BY_SIDE},
            produces = FigureForm.SVG_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getFeatureDrawingsSideBySide",
            summary = "Look at features side by side as SVG",
            description = "The figures of up to six features, of any neurons and models, in the order in which they are"
                    + " named. Without .svg, Accept decides between PNG and SVG.")
    @ApiResponse(
            responseCode = "200",
            description = "The figure.",
            content = @Content(mediaType = FigureForm.SVG_VALUE, schema = @Schema(type = "string")))
    ResponseEntity<byte[]> svgSideBySide(
            @Parameter(description = "Identities of the features, repeated or separated by commas.")
                    @RequestParam(name = "feature")
                    List<UUID> ids)
            throws IOException {
        return ResponseEntity.ok()
                .contentType(FigureForm.SVG.mediaType())
                .body(features.sideBySide(ids, FigureForm.SVG));
    }

    @GetMapping(
            path = {POPULATION + "/figure.png", POPULATION + "/figure"},
            produces = MediaType.IMAGE_PNG_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getFeaturePopulationFigure",
            summary = "Look at all neurons of a feature job as PNG",
            description = "Best frequencies, latencies and memory horizons in one figure. Without .png, Accept decides"
                    + " between PNG and SVG.")
    @ApiResponse(
            responseCode = "200",
            description = "The figure.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content =
                    @Content(
                            mediaType = MediaType.IMAGE_PNG_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<Resource> populationPng(
            @Parameter(description = "Identity of the feature job.") @PathVariable UUID job) throws IOException {
        return features.populationFigure(job, FigureForm.PNG).shown(FigureForm.PNG.mediaType());
    }

    @GetMapping(
            path = {POPULATION + "/figure.svg", POPULATION + "/figure"},
            produces = FigureForm.SVG_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getFeaturePopulationDrawing",
            summary = "Look at all neurons of a feature job as SVG",
            description = "Best frequencies, latencies and memory horizons in one figure. Without .svg, Accept decides"
                    + " between PNG and SVG.")
    @ApiResponse(
            responseCode = "200",
            description = "The figure.",
            headers = @Header(name = "ETag", description = "SHA-256 of the content."),
            content = @Content(mediaType = FigureForm.SVG_VALUE, schema = @Schema(type = "string")))
    ResponseEntity<Resource> populationSvg(
            @Parameter(description = "Identity of the feature job.") @PathVariable UUID job) throws IOException {
        return features.populationFigure(job, FigureForm.SVG).shown(FigureForm.SVG.mediaType());
    }
}
