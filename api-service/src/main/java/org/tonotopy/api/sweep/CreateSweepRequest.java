package org.tonotopy.api.sweep;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.job.FitRequest;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.databind.JsonNode;

/**
 * Asks for fits that differ by seed alone.
 *
 * @param benchmark reference of the benchmark
 * @param model what is fitted
 * @param training how
 * @param units what one network predicts
 * @param neurons which of the benchmark's neurons
 * @param modelName under which the fitted models are kept
 * @param seeds of the fits
 * @param seedCount instead of them, how many
 * @param ensemble whether the ensemble of the fits is made
 */
@Schema(description = "Asks for fits that differ by seed alone, and for their ensemble.")
record CreateSweepRequest(
        @Schema(
                description = "Name and version of a benchmark.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "ns1-natural@1")
        @Nullable String benchmark,

        @Schema(
                description = "A kind of model with any of its hyperparameters, as GET /api/v1/model-kinds"
                        + " describes them; what is left out takes its default.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "{\"kind\": \"statenet\"}")
        @Nullable JsonNode model,

        @Schema(
                description = "A way to train with any of its hyperparameters; the model's own recipe where it"
                        + " is left out.",
                example = "{\"kind\": \"gradient\", \"max_epochs\": 100}")
        @Nullable JsonNode training,

        @Schema(
                description = "What one network predicts, all neurons together or one each.",
                allowableValues = {"population", "each_neuron"},
                defaultValue = "population")
        @Nullable String units,

        @Schema(
                types = "array",
                description = "The neurons to fit, each as its index in the dataset or by its name; all of the"
                        + " benchmark where it is left out. Models of some neurons only are on no board.",
                example = "[0, 3]")
        @Nullable JsonNode neurons,

        @Schema(
                description = "Under which the fitted models are kept; the model's kind, a hyphen and the benchmark's"
                        + " name where it is left out. The ensemble is kept under the same with -ensemble behind it.",
                pattern = VersionedName.NAME_PATTERN,
                example = "statenet-ns1-natural")
        @Nullable String modelName,

        @Schema(description = "The seeds, 1 to 100 of them; or say seed_count.", example = "[0, 1, 2]") @Nullable List<@Nullable Long> seeds,

        @Schema(description = "How many seeds, counted from 0; instead of seeds.", minimum = "1", maximum = "100")
        @Nullable Integer seedCount,

        @Schema(
                description =
                        "Whether the ensemble of all fits is made once all have succeeded; needs two seeds or more.",
                defaultValue = "false")
        @Nullable Boolean ensemble) {
    /** What it says of each fit. */
    FitRequest ofFits() {
        return new FitRequest(benchmark, model, training, units, neurons, modelName);
    }

    /** Whether an ensemble is wanted. */
    boolean wantsEnsemble() {
        return ensemble != null && ensemble;
    }
}
