package org.tonotopy.api.download;

import java.time.Duration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A stored object to send.
 *
 * @param fileName made of the platform's own names
 * @param sha256 hash of the content, also its ETag
 * @param content checked against that hash
 */
public record Download(String fileName, String sha256, Resource content) {
    private static final Duration FOR_GOOD = Duration.ofDays(365);

    /** As a file to keep. */
    public ResponseEntity<Resource> attached(MediaType type) {
        return answer(ContentDisposition.attachment(), type, CacheControl.noCache());
    }

    /** As something to look at; it never changes, so it need not be asked for again. */
    public ResponseEntity<Resource> shown(MediaType type) {
        return answer(
                ContentDisposition.inline(),
                type,
                CacheControl.maxAge(FOR_GOOD).cachePrivate().immutable());
    }

    private ResponseEntity<Resource> answer(
            ContentDisposition.Builder disposition, MediaType type, CacheControl caching) {
        return ResponseEntity.ok()
                .eTag("\"" + sha256 + "\"")
                .cacheControl(caching)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition.filename(fileName).build().toString())
                .contentType(type)
                .body(content);
    }
}
