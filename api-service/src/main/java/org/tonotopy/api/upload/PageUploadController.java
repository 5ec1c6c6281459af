package org.tonotopy.api.upload;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.account.Caller;

/**
 * Uploads in parts for the page of a new dataset. The API knows no session, so the page's script sends the same parts here, under
 * the session and with the token that protects its forms; what becomes of them is the same.
 */
@RestController
@RequestMapping(PageUploadController.PATH)
@Hidden
class PageUploadController {
    /** Where the page's script sends parts. */
    static final String PATH = "/datasets/uploads";

    private final UploadSessionService sessions;

    PageUploadController(UploadSessionService sessions) {
        this.sessions = sessions;
    }

    @PostMapping("/{sha256}/session")
    @PreAuthorize("hasRole('MEMBER')")
    UploadSessionResponse open(
            @AuthenticationPrincipal Caller caller,
            @PathVariable(name = "sha256") String sha256,
            @RequestBody OpenUploadSessionRequest request)
            throws IOException {
        return sessions.open(caller, ContentHash.checked("sha256", sha256), request);
    }

    @PutMapping(path = "/{sha256}/parts/{number}", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @PreAuthorize("hasRole('MEMBER')")
    UploadPartResponse put(
            @AuthenticationPrincipal Caller caller,
            @PathVariable(name = "sha256") String sha256,
            @PathVariable(name = "number") int number,
            @RequestParam(name = "part_sha256") String partSha256,
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

    @PostMapping("/{sha256}/complete")
    @PreAuthorize("hasRole('MEMBER')")
    UploadResponse complete(@AuthenticationPrincipal Caller caller, @PathVariable(name = "sha256") String sha256)
            throws IOException {
        return UploadResponse.of(sessions.complete(caller, ContentHash.checked("sha256", sha256)));
    }
}
