package org.tonotopy.api.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.reference.VersionedName;

/**
 * Sends predictions, or the weights that make them, to be scored.
 *
 * @param modelName under which the scored model is kept
 * @param predictions the uploaded file of predictions; null where weights are sent
 * @param weights the uploaded file of weights; null where predictions are sent
 * @param link where the model is described
 * @param parameterCount number of fitted parameters
 * @param visibility who may read the submission and its model
 */
@Schema(
        description =
                "Sends predictions of the test stimuli, made elsewhere, to be scored; or the weights of a model that was fitted elsewhere.")
public record CreateSubmissionRequest(
        @Schema(
                description =
                        "Name under which the scored model is kept: lower-case letters, digits, dots and hyphens.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                pattern = VersionedName.NAME_PATTERN,
                example = "my-transformer")
        @Nullable String modelName,

        @Nullable Predictions predictions,

        @Nullable Weights weights,

        @Schema(
                description = "Where the model is described, a web address that begins with https://.",
                pattern = SubmissionRequestCheck.LINK_PATTERN,
                maxLength = SubmissionRequestCheck.LONGEST_LINK,
                example = "https://example.org/my-transformer")
        @Nullable String link,

        @Schema(
                description =
                        "Number of fitted parameters, shown as claimed; nothing is shown where it is left out. Of weights it is counted.",
                minimum = "0",
                example = "120000")
        @Nullable Long parameterCount,

        @Schema(
                description = VisibilityName.ASKED,
                allowableValues = {"public", "lab", "private"})
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String visibility) {
    /**
     * The uploaded file of weights.
     *
     * @param sha256 its hash
     */
    @Schema(
            name = "SubmittedWeights",
            description = "The uploaded file of weights as safetensors, see docs/weights.md; instead of predictions.")
    record Weights(
            @Schema(
                    description = "Hash of the uploaded file.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    pattern = Sha256.HEX_PATTERN)
            @Nullable String sha256) {}

    /**
     * The uploaded file of predictions.
     *
     * @param sha256 its hash
     * @param format its form
     */
    @Schema(
            name = "SubmittedPredictions",
            description = "The uploaded file of predictions, see docs/submissions.md; instead of weights.")
    record Predictions(
            @Schema(
                    description = "Hash of the uploaded file.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    pattern = Sha256.HEX_PATTERN)
            @Nullable String sha256,

            @Schema(
                    description = "Its form.",
                    allowableValues = {"npz", "hdf5"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable String format) {}
}
