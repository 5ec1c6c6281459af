package org.tonotopy.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A part that has arrived.
 *
 * @param number which
 * @param sha256 its hash
 * @param sizeBytes its length
 */
@Schema(name = "UploadPart", description = "A part that has arrived.")
record UploadPartResponse(
        @Schema(description = "Which, from 0.") int number,
        @Schema(description = "SHA-256 of the part.") String sha256,

        @Schema(description = "Length of the part in bytes.")
        long sizeBytes) {}
