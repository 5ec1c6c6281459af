package org.tonotopy.api.upload;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.store.StoredContent;

/** Uploads over HTTP. */
@RestController
@RequestMapping("/api/v1/uploads")
@Tag(name = "uploads")
class UploadController {
    private final UploadService uploads;
    private final UploadSlots slots;

    UploadController(UploadService uploads, UploadSlots slots) {
        this.uploads = uploads;
        this.slots = slots;
    }

    @RequestMapping(path = "/{sha256}", method = RequestMethod.HEAD)
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "findUpload",
            summary = "Ask whether content is there",
            description = "Says by its status whether content with this hash is stored, so that it need not be sent.")
    @ApiResponse(responseCode = "200", description = "It is stored; Content-Length is its length.", content = @Content)
    @ApiResponse(responseCode = "404", description = "It is not stored.", content = @Content)
    ResponseEntity<Void> find(@Parameter(description = "SHA-256 of the content.") @PathVariable String sha256)
            throws IOException {
        StoredContent content = uploads.find(ContentHash.checked("sha256", sha256))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_UPLOAD, "No stored content has the hash " + sha256 + "."));
        return ResponseEntity.ok()
                .contentLength(content.sizeBytes())
                .eTag("\"" + content.sha256() + "\"")
                .build();
    }

    @PutMapping(path = "/{sha256}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "putUpload",
            summary = "Upload content",
            description =
                    "Stores the body if its SHA-256 is the one in the path. Sending the same content again changes"
                            + " nothing. The body is streamed; an upload that is cut off leaves nothing behind: send large"
                            + " content in parts. Content that no dataset is made of is removed after a day.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(responseCode = "201", description = "It was stored.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "It was there already.", useReturnTypeSchema = true)
    ResponseEntity<UploadResponse> put(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "SHA-256 of the content.") @PathVariable(name = "sha256") String sha256,
            HttpServletRequest request)
            throws IOException {
        Optional<StoredContent> before = uploads.find(ContentHash.checked("sha256", sha256));
        UploadResponse body;
        try (UploadSlots.Slot slot = slots.take(caller.accountId())) {
            body = UploadResponse.of(uploads.store(
                    caller.accountId(), sha256, request.getContentLengthLong(), request.getInputStream()));
        }
        return before.isPresent()
                ? ResponseEntity.ok(body)
                : ResponseEntity.created(URI.create(request.getRequestURI())).body(body);
    }
}
