package org.tonotopy.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.feature.FeatureRequest;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.AliasedName;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a fit, for an ensemble of fitted models, for features of one, or for a dataset in another form.
 *
 * @param kind what is to be done
 * @param benchmark reference of the benchmark
 * @param model what is fitted
 * @param training how
 * @param seed of initial weights, order and dropout
 * @param modelName under which the model is kept
 * @param units what one network predicts
 * @param neurons which neurons
 * @param members of an ensemble
 * @param feature which feature
 * @param settings of the feature
 * @param counterpart of a contrast
 * @param dataset of an export
 * @param format of an export
 * @param priority higher first
 * @param device what it needs to compute on
 * @param force whether it is made also where it was asked for before
 * @param visibility of a fit or an ensemble: who may read the model
 */
@Schema(
        description =
                "Asks for a fit, for an ensemble of fitted models, for features of one, or for a dataset in another"
                        + " form. What a kind of job does not know is refused.")
public record CreateJobRequest(
        @Schema(
                description = "What is to be done.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"fit", "ensemble", "feature", "export"})
        @Nullable String kind,

        @Schema(
                description = "Of a fit: name and version of a benchmark; an ensemble is for that of its members.",
                pattern = VersionedName.REFERENCE_PATTERN,
                example = "ns1-natural@1")
        @Nullable String benchmark,

        @Schema(
                implementation = Object.class,
                description = "Of a fit, which needs it: a kind of model with any of its hyperparameters, as GET"
                        + " /api/v1/model-kinds describes them; what is left out takes its default. Of a feature job,"
                        + " which needs it too: name and version of a fitted model, a text.",
                example = "{\"kind\": \"statenet\"}")
        @Nullable JsonNode model,

        @Schema(
                description =
                        "Of a fit: a way to train with any of its hyperparameters; the model's own recipe where it"
                                + " is left out.",
                example = "{\"kind\": \"gradient\", \"max_epochs\": 100}")
        @Nullable JsonNode training,

        @Schema(
                description = "Of a fit: seed of initial weights, order and dropout.",
                minimum = "0",
                maximum = "" + RegistryJson.LARGEST_WHOLE,
                defaultValue = "0")
        @Nullable Long seed,

        @Schema(
                description = "Under which the model is kept. Where it is left out, of a fit the model's kind, a hyphen"
                        + " and the benchmark's name; of an ensemble the name of its members, or where they differ the"
                        + " benchmark's, with -ensemble behind it.",
                pattern = VersionedName.NAME_PATTERN,
                example = "statenet-ns1-natural")
        @Nullable String modelName,

        @Schema(
                description = "Of a fit: what one network predicts, all neurons together or one each.",
                allowableValues = {"population", "each_neuron"},
                defaultValue = "population")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String units,

        @Schema(
                implementation = Object.class,
                description = "Of a fit: a list of the neurons to fit, each as its index in the dataset or by its name;"
                        + " all of the benchmark where it is left out. A model of some neurons only is on no board. Of a"
                        + " feature job: a list of indices, one feature for each; or \"all\"; or \"population\","
                        + " one feature for the mean of all.",
                example = "[0, 3]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable JsonNode neurons,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                description =
                                        "Of an ensemble, which needs it: 2 to 100 fitted models by name and version, of one"
                                                + " benchmark and for the same neurons.",
                                example = "[\"statenet-ns1-natural@1\", \"statenet-ns1-natural@2\"]"),
                minItems = EnsembleRequestCheck.FEWEST_MEMBERS,
                maxItems = EnsembleRequestCheck.MOST_MEMBERS,
                schema = @Schema(pattern = AliasedName.EITHER_PATTERN))
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<@Nullable String> members,

        @Schema(
                description = "Of a feature job: which feature, as GET /api/v1/feature-kinds lists them.",
                allowableValues = {
                    FeatureCatalogue.STRF,
                    FeatureCatalogue.GRADMAP,
                    FeatureCatalogue.DREAM,
                    FeatureCatalogue.MEMORY_HORIZON,
                    FeatureCatalogue.DREAM_CONTRAST
                },
                example = "dream")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String feature,

        @Schema(
                description = "Of a feature job: any of the feature's settings; what is left out takes its default.",
                example = "{\"duration_ms\": 400}")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable JsonNode settings,

        @Schema(description = "Of a dream_contrast: what is compared with.") @JsonInclude(JsonInclude.Include.NON_NULL)
        FeatureRequest.@Nullable Counterpart counterpart,

        @Schema(
                description = "Of an export, which needs it: name and version of a dataset.",
                pattern = VersionedName.REFERENCE_PATTERN,
                example = "ns1@1")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String dataset,

        @Schema(
                description = "Of an export, which needs it: the form of the file.",
                allowableValues = {"npz", "hdf5"})
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String format,

        @Schema(
                description = "Higher first, whoever asks; more than 0 only from admins.",
                minimum = "" + Job.LOWEST_PRIORITY,
                maximum = "" + Job.HIGHEST_PRIORITY,
                defaultValue = "0")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer priority,

        @Schema(
                description =
                        "What it needs to compute on. A job that needs a gpu waits until a worker with one is there;"
                                + " one that prefers it takes any where none is free. A fit that a gpu would compute no"
                                + " faster, because it is of a kind that there are no kernels for or because its steps"
                                + " are short, takes any from the start.",
                allowableValues = {"any", "gpu_preferred", "gpu"},
                defaultValue = "any")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String device,

        @Schema(
                description = "Of a fit or an ensemble: true makes it again although the same was asked for before.",
                defaultValue = "false")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Boolean force,

        @Schema(
                description = "Of a fit or an ensemble. " + VisibilityName.ASKED,
                allowableValues = {"public", "lab", "private"})
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String visibility) {
    /** What it says of a fit. */
    FitRequest ofFit() {
        return new FitRequest(benchmark, model, training, units, neurons, modelName);
    }

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
