package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a model.
 *
 * @param note plain text
 */
@Schema(description = "What is to be said of a model.")
record PutNoteRequest(
        @Schema(
                description = "Plain text of 1 to 5000 characters; it replaces what was said before.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "The one that we send with the paper.")
        @Nullable String note) {}
