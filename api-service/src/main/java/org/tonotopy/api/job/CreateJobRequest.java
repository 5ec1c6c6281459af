package org.tonotopy.api.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.feature.FeatureRequest;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a fit, or for features of a fitted model.
 *
 * @param kind what is to be done
 * @param benchmark reference of the benchmark
 * @param model what is fitted
 * @param training how
 * @param seed of initial weights, order and dropout
 * @param modelName under which the fitted model is kept
 * @param feature which feature
 * @param neurons of which neurons
 * @param settings of the feature
 * @param counterpart of a contrast
 */
@Schema(description = "Asks for a fit, or for features of a fitted model. What a kind of job does not know is refused.")
record CreateJobRequest(
        @Schema(
                description = "What is to be done.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"fit", "feature"})
        @Nullable String kind,

        @Schema(description = "Of a fit: name and version of a benchmark.", example = "ns1-natural@1") @Nullable String benchmark,

        @Schema(
                description = "Of a fit: a kind of model with any of its hyperparameters, as GET"
                        + " /api/v1/model-kinds describes them; what is left out takes its default. Of a feature job:"
                        + " name and version of a fitted model, a text.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "{\"kind\": \"statenet\"}")
        @Nullable JsonNode model,

        @Schema(
                description = "A way to train with any of its hyperparameters; the model's own recipe where it"
                        + " is left out.",
                example = "{\"kind\": \"gradient\", \"max_epochs\": 100}")
        @Nullable JsonNode training,

        @Schema(
                description = "Seed of initial weights, order and dropout.",
                minimum = "0",
                maximum = "9007199254740991",
                defaultValue = "0")
        @Nullable Long seed,

        @Schema(
                description = "Under which the fitted model is kept; the model's kind, a hyphen and the"
                        + " benchmark's name where it is left out.",
                pattern = VersionedName.NAME_PATTERN,
                example = "statenet-ns1-natural")
        @Nullable String modelName,

        @Schema(
                description = "Of a feature job: which feature, as GET /api/v1/feature-kinds lists them.",
                example = "dream")
        @Nullable String feature,

        @Schema(
                description = "Of a feature job: indices of neurons in the dataset, one feature for each; or \"all\";"
                        + " or \"population\", one feature for the mean of all.",
                example = "[0, 3]",
                defaultValue = "all")
        @Nullable JsonNode neurons,

        @Schema(
                description = "Of a feature job: any of the feature's settings; what is left out takes its default.",
                example = "{\"duration_ms\": 400}")
        @Nullable JsonNode settings,

        @Schema(description = "Of a dream_contrast: what is compared with.")
        FeatureRequest.@Nullable Counterpart counterpart) {
    /** What it says of features. */
    FeatureRequest ofFeature() {
        return new FeatureRequest(
                Optional.ofNullable(feature),
                sent(model),
                sent(neurons),
                sent(settings),
                Optional.ofNullable(counterpart));
    }

    /** A null that was written out is as good as nothing. */
    private static Optional<JsonNode> sent(@Nullable JsonNode node) {
        return Optional.ofNullable(node).filter(value -> !value.isNull());
    }
}
