package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.http.IfMatch;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;

/** Tags, notes and aliases of models over HTTP. */
@RestController
@Tag(name = "models")
class ModelLabelController {
    private static final String REFERENCE = "Name and version, or name and alias.";
    private static final String EXAMPLE = "statenet-ns1-natural@1";
    private static final String MATCH = "The ETag of the model as it was read; whatever it is: *.";
    private static final String OF_VERSION = " Whoever asked for the version, the owner of its name, and admins may.";
    private static final String OF_NAME = " The owner of the name and admins may.";
    private static final String CHANGED = "The model as it is now, with its new ETag.";

    private final ModelLabelService labels;

    ModelLabelController(ModelLabelService labels) {
        this.labels = labels;
    }

    private static ResponseEntity<ModelResponse> answer(ModelResponse model) {
        return ResponseEntity.ok().eTag(model.etag()).body(model);
    }

    @PutMapping(ModelService.PATH + "/{reference}/tags/{tag}")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "putModelTag",
            summary = "Give a model a tag",
            description = "A short word by which models are found; a version has at most 50." + OF_VERSION)
    @ApiResponse(
            responseCode = "200",
            description = CHANGED,
            headers = @Header(name = "ETag", description = "Of the model now."),
            useReturnTypeSchema = true)
    ResponseEntity<ModelResponse> putTag(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = MATCH) @RequestHeader(IfMatch.HEADER) Optional<String> ifMatch,
            @Parameter(description = REFERENCE, example = EXAMPLE) @PathVariable("reference") String reference,
            @Parameter(
                            description =
                                    "Lower-case letters, digits, dots and hyphens; begins with a letter or digit; at most 40.",
                            example = "published")
                    @PathVariable("tag")
                    String tag) {
        return answer(labels.tag(caller, ifMatch, reference, tag));
    }

    @DeleteMapping(ModelService.PATH + "/{reference}/tags/{tag}")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "deleteModelTag",
            summary = "Take a tag from a model",
            description = "404 where the model does not have it." + OF_VERSION)
    @ApiResponse(
            responseCode = "200",
            description = CHANGED,
            headers = @Header(name = "ETag", description = "Of the model now."),
            useReturnTypeSchema = true)
    ResponseEntity<ModelResponse> deleteTag(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = MATCH) @RequestHeader(IfMatch.HEADER) Optional<String> ifMatch,
            @Parameter(description = REFERENCE, example = EXAMPLE) @PathVariable("reference") String reference,
            @Parameter(description = "The tag.", example = "published") @PathVariable("tag") String tag) {
        return answer(labels.removeTag(caller, ifMatch, reference, tag));
    }

    @PutMapping(ModelService.PATH + "/{reference}/note")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "putModelNote",
            summary = "Write a note on a model",
            description = "It replaces the one before." + OF_VERSION)
    @ApiResponse(
            responseCode = "200",
            description = CHANGED,
            headers = @Header(name = "ETag", description = "Of the model now."),
            useReturnTypeSchema = true)
    ResponseEntity<ModelResponse> putNote(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = MATCH) @RequestHeader(IfMatch.HEADER) Optional<String> ifMatch,
            @Parameter(description = REFERENCE, example = EXAMPLE) @PathVariable("reference") String reference,
            @RequestBody PutNoteRequest request) {
        return answer(labels.note(caller, ifMatch, reference, request.note()));
    }

    @DeleteMapping(ModelService.PATH + "/{reference}/note")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "deleteModelNote",
            summary = "Take back the note on a model",
            description = "404 where there is none." + OF_VERSION)
    @ApiResponse(
            responseCode = "200",
            description = CHANGED,
            headers = @Header(name = "ETag", description = "Of the model now."),
            useReturnTypeSchema = true)
    ResponseEntity<ModelResponse> deleteNote(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = MATCH) @RequestHeader(IfMatch.HEADER) Optional<String> ifMatch,
            @Parameter(description = REFERENCE, example = EXAMPLE) @PathVariable("reference") String reference) {
        return answer(labels.removeNote(caller, ifMatch, reference));
    }

    @PutMapping(ModelService.PATH + "/{reference}/aliases/{alias}")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "putModelAlias",
            summary = "Let an alias stand for a model",
            description =
                    "name@alias is this version from now on, wherever a model is named; what it stood for before is"
                            + " in the history, GET /api/v1/model-alias-changes. A name has at most 50." + OF_NAME)
    @ApiResponse(
            responseCode = "200",
            description = CHANGED,
            headers = @Header(name = "ETag", description = "Of the model now."),
            useReturnTypeSchema = true)
    ResponseEntity<ModelResponse> putAlias(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = MATCH) @RequestHeader(IfMatch.HEADER) Optional<String> ifMatch,
            @Parameter(description = REFERENCE, example = EXAMPLE) @PathVariable("reference") String reference,
            @Parameter(
                            description =
                                    "Lower-case letters, digits, dots and hyphens; begins with a letter; at most 50.",
                            example = "champion")
                    @PathVariable("alias")
                    String alias) {
        return answer(labels.alias(caller, ifMatch, reference, alias));
    }

    @DeleteMapping(ModelService.PATH + "/{reference}/aliases/{alias}")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "deleteModelAlias",
            summary = "Remove an alias",
            description = "404 where it does not stand for this version." + OF_NAME)
    @ApiResponse(
            responseCode = "200",
            description = CHANGED,
            headers = @Header(name = "ETag", description = "Of the model now."),
            useReturnTypeSchema = true)
    ResponseEntity<ModelResponse> deleteAlias(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = MATCH) @RequestHeader(IfMatch.HEADER) Optional<String> ifMatch,
            @Parameter(description = REFERENCE, example = EXAMPLE) @PathVariable("reference") String reference,
            @Parameter(description = "The alias.", example = "champion") @PathVariable("alias") String alias) {
        return answer(labels.removeAlias(caller, ifMatch, reference, alias));
    }

    @GetMapping("/api/v1/model-alias-changes")
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "listModelAliasChanges",
            summary = "List what became of aliases",
            description =
                    "Newest first: who had which alias stand for which version, and what it stood for before. An alias whose"
                            + " version is deleted goes with it. Changes that name a version that one may not read are not listed.")
    Page<AliasChangeResponse> changes(
            @Parameter(description = "Only aliases of this name.", example = "statenet-ns1-natural")
                    @RequestParam(name = "model")
                    Optional<String> model,
            @Parameter(description = "Only this alias.", example = "champion") @RequestParam(name = "alias")
                    Optional<String> alias,
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return labels.changes(model, alias, pageToken, PageLimit.check(limit));
    }
}
