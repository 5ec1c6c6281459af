package org.tonotopy.api.benchmark;

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
     * @param train fitted to
     * @param validation stop the fit and choose its settings
     * @param test scored once, after fitting is over
     */
    @Schema(
            name = "RequestedSplit",
            description = "Which stimuli are for what, by index in the dataset from 0; no stimulus is in two of them.")
    record Split(
            @Schema(description = "Fitted to.", requiredMode = Schema.RequiredMode.REQUIRED, example = "[0, 1, 2]")
            @Nullable List<@Nullable Integer> train,

            @Schema(
                    description = "Stop the fit and choose its settings.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "[3]")
            @Nullable List<@Nullable Integer> validation,

            @Schema(
                    description = "Scored once, after fitting is over.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "[4]")
            @Nullable List<@Nullable Integer> test) {}

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
