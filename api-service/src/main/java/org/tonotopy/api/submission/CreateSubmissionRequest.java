package org.tonotopy.api.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.reference.VersionedName;

/**
 * Sends predictions to be scored.
 *
 * @param modelName under which the scored model is kept
 * @param predictions the uploaded file
 * @param link where the model is described
 * @param parameterCount number of fitted parameters
 * @param visibility who may read the submission and its model
 */
@Schema(description = "Sends predictions of the test stimuli, made elsewhere, to be scored.")
public record CreateSubmissionRequest(
        @Schema(
                description =
                        "Name under which the scored model is kept: lower-case letters, digits, dots and hyphens.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                pattern = VersionedName.NAME_PATTERN,
                example = "my-transformer")
        @Nullable String modelName,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Predictions predictions,

        @Schema(
                description = "Where the model is described, a web address that begins with https://.",
                example = "https://example.org/my-transformer")
        @Nullable String link,

        @Schema(
                description = "Number of fitted parameters, shown as claimed; nothing is shown where it is left out.",
                minimum = "0",
                example = "120000")
        @Nullable Long parameterCount,

        @Schema(
                description = VisibilityName.ASKED,
                allowableValues = {"public", "lab", "private"})
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String visibility) {
    /**
     * The uploaded file.
     *
     * @param sha256 its hash
     * @param format its form
     */
    @Schema(name = "SubmittedPredictions", description = "The uploaded file, see docs/submissions.md.")
    record Predictions(
            @Schema(description = "Hash of the uploaded file.", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String sha256,

            @Schema(
                    description = "Its form.",
                    allowableValues = {"npz", "hdf5"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable String format) {}
}
