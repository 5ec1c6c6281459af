package org.tonotopy.api.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.reference.VersionedName;

/**
 * Defines a benchmark.
 *
 * @param name of the benchmark
 * @param dataset reference of the dataset that it stands on
 * @param split which stimuli are for what
 * @param smoothing of the responses
 * @param neuronFilter the neurons that count
 * @param rankingMetric orders the board
 * @param rules in words
 */
@Schema(description = "Defines a benchmark.")
record CreateBenchmarkRequest(
        @Schema(
                description = "Lower-case letters, digits, dots and hyphens.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                pattern = VersionedName.NAME_PATTERN,
                example = "ns1-natural")
        @Nullable String name,

        @Schema(
                description = "Name and version of a dataset that is READY.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "ns1@1")
        @Nullable String dataset,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Split split,

        @Schema(
                description = "How each repeat of a response is smoothed.",
                allowableValues = {"none", "hanning_21ms_peak_one", "hanning_21ms_sum_one"},
                defaultValue = "hanning_21ms_peak_one")
        @Nullable String smoothing,

        @Schema(description = "The neurons that count; all where it is left out.") @Nullable NeuronFilter neuronFilter,

        @Schema(
                description = "The metric whose mean over neurons orders the board.",
                allowableValues = {"cc_norm", "cc"},
                defaultValue = "cc_norm")
        @Nullable String rankingMetric,

        @Schema(description = "What participants are asked to keep to, in words; at most 10,000 characters.") @Nullable String rules) {
    /**
     * Which stimuli are for what, by index in the dataset.
     *
     * @param kind how the split is made
     * @param train fitted to
     * @param validation stop the fit and choose its settings
     * @param test scored once, after fitting is over
     * @param stimuli that take part in a cross-validation
     * @param folds how many
     * @param seed of the draw of the folds
     * @param validationCount sounds that stop the fit of each fold
     * @param validationShare share of the sounds that a fold does not test
     */
    @Schema(
            name = "RequestedSplit",
            description =
                    "Which stimuli are for what, by index in the dataset from 0: three lists that share no stimulus,"
                            + " or the folds of a cross-validation, which are drawn now and kept.")
    record Split(
            @Schema(
                    description = "Three lists, or folds: k_fold shuffles the sounds and deals them out,"
                            + " leave_one_stimulus_out makes every sound a fold. Stimuli that are the same sound stay"
                            + " together.",
                    allowableValues = {SplitKind.BY_STIMULUS, SplitKind.K_FOLD, SplitKind.LEAVE_ONE_STIMULUS_OUT},
                    defaultValue = SplitKind.BY_STIMULUS)
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable String kind,

            @Schema(description = "Of " + SplitKind.BY_STIMULUS + ": fitted to.", example = "[0, 1, 2]") @Nullable List<@Nullable Integer> train,

            @Schema(
                    description = "Of " + SplitKind.BY_STIMULUS + ": stop the fit and choose its settings.",
                    example = "[3]")
            @Nullable List<@Nullable Integer> validation,

            @Schema(
                    description = "Of " + SplitKind.BY_STIMULUS + ": scored once, after fitting is over.",
                    example = "[4]")
            @Nullable List<@Nullable Integer> test,

            @Schema(description = "Of folds: the stimuli that take part; all where it is left out.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable List<@Nullable Integer> stimuli,

            @Schema(
                    description = "Of " + SplitKind.K_FOLD + ": how many, from 2 to the number of sounds.",
                    example = "5")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Integer folds,

            @Schema(
                    description = "Of " + SplitKind.K_FOLD + ": seed of the draw.",
                    minimum = "0",
                    maximum = "9007199254740991",
                    defaultValue = "0")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Long seed,

            @Schema(description = "Of folds: sounds that stop the fit of each fold; instead of validation_share.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Integer validationCount,

            @Schema(
                    description = "Of folds: share of the sounds that a fold does not test which stop its fit.",
                    exclusiveMinimumValue = 0,
                    exclusiveMaximumValue = 1,
                    defaultValue = "0.2")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Double validationShare) {}

    /**
     * The neurons that count.
     *
     * @param neurons indices in the dataset
     */
    @Schema(name = "RequestedNeuronFilter", description = "The neurons that count.")
    record NeuronFilter(
            @Schema(
                    description = "Indices in the dataset from 0; all neurons where it is left out.",
                    example = "[0, 1, 5]")
            @Nullable List<@Nullable Integer> neurons) {}
}
