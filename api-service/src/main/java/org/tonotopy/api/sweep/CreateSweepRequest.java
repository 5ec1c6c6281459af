package org.tonotopy.api.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.databind.JsonNode;

/**
 * Asks for many fits.
 *
 * @param benchmark reference of the benchmark
 * @param benchmarks instead of it, several
 * @param model what is fitted
 * @param training how
 * @param search which of their hyperparameters are tried
 * @param models instead of these, several
 * @param units what one network predicts
 * @param neurons which of the benchmark's neurons
 * @param modelName under which the fitted models are kept
 * @param seeds of the fits
 * @param seedCount instead of them, how many
 * @param ensemble whether the ensemble of the fits is made
 * @param halving how weak fits are stopped early
 * @param priority of the fits
 * @param device what they need to compute on
 * @param visibility who may read the sweep and its models
 */
@Schema(
        description = "Asks for every combination of models, hyperparameters, seeds, benchmarks and neurons, at most"
                + " 100,000 fits; what would come out the same is fitted once.")
public record CreateSweepRequest(
        @Schema(
                description = "Name and version of a benchmark; or say benchmarks.",
                pattern = VersionedName.REFERENCE_PATTERN,
                example = "ns1-natural@1")
        @Nullable String benchmark,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                description =
                                        "Several benchmarks of one dataset, 1 to 100, instead of benchmark. The folds of a"
                                                + " cross-validated benchmark are networks of each fit and need not be named.",
                                example = "[\"ns1-natural@1\", \"ns1-ferret@1\"]"),
                minItems = 1,
                maxItems = SweepTarget.MOST_BENCHMARKS,
                schema = @Schema(pattern = VersionedName.REFERENCE_PATTERN))
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<@Nullable String> benchmarks,

        @Schema(
                description = "A kind of model with any of its hyperparameters, as GET /api/v1/model-kinds"
                        + " describes them; what is left out takes its default. Or say models.",
                example = "{\"kind\": \"statenet\"}")
        @Nullable JsonNode model,

        @Schema(
                description = "A way to train with any of its hyperparameters; the model's own recipe where it"
                        + " is left out.",
                example = "{\"kind\": \"gradient\", \"max_epochs\": 100}")
        @Nullable JsonNode training,

        @Schema(description = "Which of their hyperparameters are tried; none where it is left out.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable SearchRequest search,

        @ArraySchema(
                arraySchema = @Schema(description = "Several models, instead of model, training and search."),
                minItems = 1,
                maxItems = SweepSize.MOST)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<ModelRequest> models,

        @Schema(
                description = "What one network predicts, all neurons together or one each.",
                allowableValues = {"population", "each_neuron"},
                defaultValue = "population")
        @Nullable String units,

        @Schema(
                implementation = Object.class,
                description = "The neurons to fit, each as its index in the dataset or by its name; all of the"
                        + " benchmark where it is left out. A list of such lists makes fits of each of them, and"
                        + " \"each\" fits of every single neuron. Models of some neurons only are on no board.",
                example = "[0, 3]")
        @Nullable JsonNode neurons,

        @Schema(
                description = "Under which the fitted models are kept; the model's kind, a hyphen and the benchmark's"
                        + " name where it is left out. The ensemble is kept under the same with -ensemble behind it.",
                pattern = VersionedName.NAME_PATTERN,
                example = "statenet-ns1-natural")
        @Nullable String modelName,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                description =
                                        "The seeds; or say seed_count. 0 where models, hyperparameters or neurons are tried"
                                                + " and neither is said. Of a fit in closed form, which no seed changes, there is"
                                                + " one.",
                                example = "[0, 1, 2]"),
                minItems = 1,
                maxItems = SweepSize.MOST,
                schema = @Schema(minimum = "0", maximum = "" + RegistryJson.LARGEST_WHOLE))
        @Nullable List<@Nullable Long> seeds,

        @Schema(
                description = "How many seeds, counted from 0; instead of seeds.",
                minimum = "1",
                maximum = "" + SweepSize.MOST)
        @Nullable Integer seedCount,

        @Schema(
                description =
                        "Whether the ensemble of all fits is made once all have succeeded; needs two to 100 seeds, and"
                                + " fits that differ in nothing else.",
                defaultValue = "false")
        @Nullable Boolean ensemble,

        @Schema(description = "How weak fits are stopped early; all run through where it is left out.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable HalvingRequest halving,

        @Schema(
                description = "Higher first, whoever asks; more than 0 only from admins.",
                minimum = "" + Job.LOWEST_PRIORITY,
                maximum = "" + Job.HIGHEST_PRIORITY,
                defaultValue = "0")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer priority,

        @Schema(
                description = "What each fit needs to compute on; as of a job.",
                allowableValues = {"any", "gpu_preferred", "gpu"},
                defaultValue = "any")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String device,

        @Schema(
                description = VisibilityName.ASKED,
                allowableValues = {"public", "lab", "private"})
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String visibility) {
    /** Whether an ensemble is wanted. */
    boolean wantsEnsemble() {
        return ensemble != null && ensemble;
    }
}
