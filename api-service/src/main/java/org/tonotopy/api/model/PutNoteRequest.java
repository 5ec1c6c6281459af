package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.model.ModelLabels;

/**
 * What is to be said of a model.
 *
 * @param note plain text
 */
@Schema(description = "What is to be said of a model.")
record PutNoteRequest(
        @Schema(
                description =
                        "Plain text of 1 to 5000 characters, without white space at its ends and with a line break as"
                                + " one; it replaces what was said before.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                minLength = 1,
                maxLength = ModelLabels.LONGEST_NOTE,
                example = "The one that we send with the paper.")
        @Nullable String note) {}
