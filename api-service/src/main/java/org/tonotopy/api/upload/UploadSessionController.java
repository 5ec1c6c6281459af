package org.tonotopy.api.upload;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;

/** Uploads in parts over HTTP. */
@RestController
@RequestMapping("/api/v1/uploads")
@Tag(name = "uploads")
class UploadSessionController {
    private final UploadSessionService sessions;

    UploadSessionController(UploadSessionService sessions) {
        this.sessions = sessions;
    }

    @PostMapping("/{sha256}/session")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "openUploadSession",
            summary = "Begin or resume an upload in parts",
            description = "Says which parts are to be sent. What is open for this content goes on: an interrupted"
                    + " client asks again and sends what is missing. An upload belongs to the account that opened it.")
    UploadSessionResponse open(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "SHA-256 of the whole content.") @PathVariable String sha256,
            @RequestBody OpenUploadSessionRequest request)
            throws IOException {
        return sessions.open(caller, ContentHash.checked("sha256", sha256), request);
    }

    @GetMapping("/{sha256}/session")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "getUploadSession",
            summary = "Ask which parts are missing",
            description = "How far the caller's upload of this content is.")
    UploadSessionResponse get(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "SHA-256 of the whole content.") @PathVariable String sha256) {
        return sessions.get(caller, ContentHash.checked("sha256", sha256));
    }

    @DeleteMapping("/{sha256}/session")
    @PreAuthorize("hasRole('MEMBER')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "giveUpUploadSession",
            summary = "Give up an upload in parts",
            description = "Removes what has arrived of it. Nothing happens where none is open.")
    void giveUp(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "SHA-256 of the whole content.") @PathVariable String sha256)
            throws IOException {
        sessions.giveUp(caller, ContentHash.checked("sha256", sha256));
    }

    @PutMapping(path = "/{sha256}/parts/{number}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "putUploadPart",
            summary = "Send a part",
            description = "Stores the body if it has the hash and the length that it should have. Parts may be sent in"
                    + " any order and side by side; the same part again changes nothing. A part that is cut off leaves"
                    + " nothing behind.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    @ApiResponse(responseCode = "200", description = "It has arrived.", useReturnTypeSchema = true)
    UploadPartResponse put(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "SHA-256 of the whole content.") @PathVariable String sha256,
            @Parameter(
                            description = "Which part, from 0; it begins at number * part_bytes.",
                            schema =
                                    @Schema(
                                            type = "integer",
                                            format = "int32",
                                            minimum = "0",
                                            maximum = "" + (UploadSessionService.MOST_PARTS - 1)))
                    @PathVariable
                    int number,
            @Parameter(description = "SHA-256 of the part.") @RequestParam(name = "part_sha256") String partSha256,
            HttpServletRequest request)
            throws IOException {
        return sessions.put(
                caller,
                ContentHash.checked("sha256", sha256),
                number,
                ContentHash.checked("part_sha256", partSha256),
                request.getContentLengthLong(),
                request.getInputStream());
    }

    @PostMapping("/{sha256}:complete")
    @PreAuthorize("hasRole('MEMBER')")
    @Operation(
            operationId = "completeUpload",
            summary = "Put the parts together",
            description = "Joins the parts, checks the SHA-256 of the whole and keeps it as an upload; the parts are"
                    + " forgotten. It reads and writes the whole content before it answers. Asking again once it is"
                    + " stored gives the same answer.")
    UploadResponse complete(
            @AuthenticationPrincipal Caller caller,
            @Parameter(description = "SHA-256 of the whole content.") @PathVariable String sha256)
            throws IOException {
        return UploadResponse.of(sessions.complete(caller, ContentHash.checked("sha256", sha256)));
    }
}
