package org.tonotopy.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import org.tonotopy.registry.store.StoredContent;

/**
 * Content that was stored.
 *
 * @param sha256 its hash
 * @param sizeBytes its length
 */
@Schema(name = "Upload", description = "Content that was stored.")
record UploadResponse(
        @Schema(description = "SHA-256 of the content.") String sha256,
        @Schema(description = "Length in bytes.") long sizeBytes) {
    static UploadResponse of(StoredContent content) {
        return new UploadResponse(content.sha256(), content.sizeBytes());
    }
}
