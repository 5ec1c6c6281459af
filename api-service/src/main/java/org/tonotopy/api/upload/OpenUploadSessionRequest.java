package org.tonotopy.api.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks to send content in parts.
 *
 * @param sizeBytes length of the whole content
 * @param partBytes length of every part but the last
 */
@Schema(description = "Asks to send content in parts.")
record OpenUploadSessionRequest(
        @Schema(
                description = "Length of the whole content in bytes.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                minimum = "1",
                example = "2147483648")
        @Nullable Long sizeBytes,

        @Schema(
                description = "Length in bytes of every part but the last, which has the rest; 64 MiB where it is left"
                        + " out, or as much as makes at most 10,000 parts.",
                minimum = "1",
                example = "67108864")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Long partBytes) {}
