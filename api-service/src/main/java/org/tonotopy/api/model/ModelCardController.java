package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Model cards over HTTP. */
@RestController
@RequestMapping(ModelService.PATH)
@Tag(name = "models")
class ModelCardController {
    private static final String MARKDOWN = "text/markdown;charset=UTF-8";

    private final ModelCardService cards;

    ModelCardController(ModelCardService cards) {
        this.cards = cards;
    }

    @GetMapping(path = "/{reference}/card", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getModelCard",
            summary = "Read a model's card",
            description =
                    "What it is and how it was trained in the words of the catalogue, the data with license and citation, scores"
                            + " with intervals and numbers of neurons, reproductions, provenance, and how to cite it. card.md"
                            + " is the same as Markdown.")
    ModelCardResponse card(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference) {
        return cards.card(reference);
    }

    @GetMapping(path = "/{reference}/card.md", produces = MARKDOWN)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getModelCardAsMarkdown",
            summary = "Read a model's card as Markdown",
            description = "For a repository or a supplement.")
    @ApiResponse(
            responseCode = "200",
            description = "The card.",
            content = @Content(mediaType = MARKDOWN, schema = @Schema(type = "string")))
    String markdown(
            @Parameter(description = "Name and version.", example = "statenet-ns1-natural@1") @PathVariable
                    String reference) {
        return ModelCardText.of(cards.card(reference));
    }
}
