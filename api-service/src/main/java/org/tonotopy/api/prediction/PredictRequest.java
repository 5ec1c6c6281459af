package org.tonotopy.api.prediction;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.DatasetShape;

/**
 * Sends stimuli to a model.
 *
 * @param stimuli the uploaded file
 * @param dtMs width of its time bins
 * @param bands number of its bands
 */
@Schema(description = "Stimuli whose responses a model is to predict.")
record PredictRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Stimuli stimuli,

        @Schema(
                description =
                        "Width of a time bin of the cochleagrams in milliseconds: that of the model's dataset. Of sounds, leave"
                                + " it out.",
                minimum = "0",
                exclusiveMinimum = true,
                example = "5")
        @Nullable Double dtMs,

        @Schema(
                description =
                        "Number of frequency bands of the cochleagrams: that of the model's dataset. Of sounds, leave it out.",
                minimum = "1",
                maximum = "" + DatasetShape.MOST_BANDS,
                example = "34")
        @Nullable Integer bands) {
    /**
     * The uploaded file.
     *
     * @param sha256 its hash
     * @param format its form
     */
    @Schema(name = "SentStimuli", description = "The uploaded file, see docs/predicting.md.")
    record Stimuli(
            @Schema(
                    description = "Hash of the uploaded file.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    pattern = Sha256.HEX_PATTERN)
            @Nullable String sha256,

            @Schema(
                    description = "Its form: cochleagrams (npz, hdf5), a WAV file, or several in a zip, tar or tar.gz"
                            + " (wav_archive).",
                    allowableValues = {"npz", "hdf5", "wav", "wav_archive"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable String format) {}
}
