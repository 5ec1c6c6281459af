package org.tonotopy.api.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.VersionedName;

/**
 * Defines a benchmark.
 *
 * @param name of the benchmark
 * @param dataset reference of the dataset that it stands on
 * @param split which stimuli are for what
 * @param smoothing of the responses
 * @param neuronFilter the neurons that count
 * @param stimulusFilter the stimuli that may take part
 * @param rankingMetric orders the board
 * @param rules in words
 * @param hiddenTest whether nobody below admin may have the responses to the test stimuli
 * @param visibility who may read it
 */
@Schema(description = "Defines a benchmark.")
public record CreateBenchmarkRequest(
        @Schema(
                description = "Lower-case letters, digits, dots and hyphens.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                pattern = VersionedName.NAME_PATTERN,
                example = "ns1-natural")
        @Nullable String name,

        @Schema(
                description = "Name and version of a dataset that is READY.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                pattern = VersionedName.REFERENCE_PATTERN,
                example = "ns1@1")
        @Nullable String dataset,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Split split,

        @Schema(
                description = "How each repeat of a response is smoothed.",
                allowableValues = {"none", "hanning_21ms_peak_one", "hanning_21ms_sum_one"},
                defaultValue = "hanning_21ms_peak_one")
        @Nullable String smoothing,

        @Schema(description = "The neurons that count; all where it is left out.") @Nullable NeuronFilter neuronFilter,

        @Schema(description = "The stimuli that may take part; all where it is left out.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable StimulusFilter stimulusFilter,

        @Schema(
                description = "The metric whose mean over neurons orders the board.",
                allowableValues = {"cc_norm", "cc"},
                defaultValue = "cc_norm")
        @Nullable String rankingMetric,

        @Schema(
                description = "What participants are asked to keep to, in words; at most 10,000 characters.",
                maxLength = RulesText.LONGEST)
        @Nullable String rules,

        @Schema(
                description =
                        "Whether nobody below admin may have the responses to the test stimuli, in no download, figure or error;"
                                + " the scorer alone reads them. The owner of the dataset or an admin may ask for it.",
                defaultValue = "false")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Boolean hiddenTest,

        @Schema(
                description = VisibilityName.ASKED,
                allowableValues = {"public", "lab", "private"})
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String visibility) {
    private static final String LAST_STIMULUS = "" + (DatasetShape.MOST_STIMULI - 1);

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

            @ArraySchema(
                    arraySchema =
                            @Schema(
                                    description = "Of " + SplitKind.BY_STIMULUS + ": fitted to.",
                                    example = "[0, 1, 2]"),
                    minItems = 1,
                    maxItems = DatasetShape.MOST_STIMULI,
                    schema = @Schema(minimum = "0", maximum = LAST_STIMULUS))
            @Nullable List<@Nullable Integer> train,

            @ArraySchema(
                    arraySchema =
                            @Schema(
                                    description =
                                            "Of " + SplitKind.BY_STIMULUS + ": stop the fit and choose its settings.",
                                    example = "[3]"),
                    minItems = 1,
                    maxItems = DatasetShape.MOST_STIMULI,
                    schema = @Schema(minimum = "0", maximum = LAST_STIMULUS))
            @Nullable List<@Nullable Integer> validation,

            @ArraySchema(
                    arraySchema =
                            @Schema(
                                    description =
                                            "Of " + SplitKind.BY_STIMULUS + ": scored once, after fitting is over.",
                                    example = "[4]"),
                    minItems = 1,
                    maxItems = DatasetShape.MOST_STIMULI,
                    schema = @Schema(minimum = "0", maximum = LAST_STIMULUS))
            @Nullable List<@Nullable Integer> test,

            @ArraySchema(
                    arraySchema =
                            @Schema(description = "Of folds: the stimuli that take part; all where it is left out."),
                    minItems = 1,
                    maxItems = DatasetShape.MOST_STIMULI,
                    schema = @Schema(minimum = "0", maximum = LAST_STIMULUS))
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable List<@Nullable Integer> stimuli,

            @Schema(
                    description = "Of " + SplitKind.K_FOLD + ": how many, from 2 to the number of sounds.",
                    minimum = "" + CrossValidationCheck.FEWEST_FOLDS,
                    maximum = "" + CrossValidationCheck.MOST_FOLDS,
                    example = "5")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Integer folds,

            @Schema(
                    description = "Of " + SplitKind.K_FOLD + ": seed of the draw.",
                    minimum = "0",
                    maximum = "" + RegistryJson.LARGEST_WHOLE,
                    defaultValue = "0")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Long seed,

            @Schema(
                    description = "Of folds: sounds that stop the fit of each fold; instead of validation_share.",
                    minimum = "1",
                    maximum = "" + DatasetShape.MOST_STIMULI)
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Integer validationCount,

            @Schema(
                    description = "Of folds: share of the sounds that a fold does not test which stop its fit.",
                    minimum = "0",
                    exclusiveMinimum = true,
                    exclusiveMaximumValue = 1,
                    defaultValue = "0.2")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Double validationShare) {}

    /**
     * By what neurons are chosen; a neuron must meet all that is there.
     *
     * @param neurons indices in the dataset
     * @param names names in the dataset
     * @param minSignalPower least signal power
     * @param maxMeasuredNoiseRatio most noise power over signal power, as measured
     * @param maxPublishedNoiseRatio most noise ratio, as published
     * @param areas brain areas
     * @param singleUnit labels
     * @param minDepthUm least depth
     * @param maxDepthUm most depth
     */
    @Schema(
            name = "RequestedNeuronFilter",
            description =
                    "By what neurons are chosen; a neuron must meet all that is there. A neuron of which it is not"
                            + " known what a criterion asks for is left out by it.")
    record NeuronFilter(
            @ArraySchema(
                    arraySchema =
                            @Schema(
                                    description = "Indices in the dataset from 0; all neurons where it is left out.",
                                    example = "[0, 1, 5]"),
                    minItems = 1,
                    maxItems = DatasetShape.MOST_NEURONS,
                    schema = @Schema(minimum = "0", maximum = "" + (DatasetShape.MOST_NEURONS - 1)))
            @Nullable List<@Nullable Integer> neurons,

            @ArraySchema(
                    arraySchema = @Schema(description = "Names in the dataset."),
                    minItems = 1,
                    maxItems = WordList.MOST,
                    schema = @Schema(maxLength = DatasetShape.LONGEST_NAME))
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable List<@Nullable String> names,

            @Schema(
                    description = "Least signal power, as the dataset's report has it (over all stimuli, smoothed).",
                    minimum = LEAST,
                    maximum = MOST)
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Double minSignalPower,

            @Schema(
                    description = "Most noise power over signal power, both as the dataset's report has them; not known"
                            + " where the signal power is not positive.",
                    minimum = LEAST,
                    maximum = MOST,
                    example = "40")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Double maxMeasuredNoiseRatio,

            @Schema(
                    description = "Most noise ratio as the laboratory published it in noise_ratio.",
                    minimum = LEAST,
                    maximum = MOST,
                    example = "40")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Double maxPublishedNoiseRatio,

            @ArraySchema(
                    arraySchema =
                            @Schema(
                                    description = "Brain areas, as the laboratory writes them.",
                                    example = "[\"A1\", \"AAF\"]"),
                    minItems = 1,
                    maxItems = WordList.MOST,
                    schema = @Schema(maxLength = DatasetShape.LONGEST_TEXT))
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable List<@Nullable String> areas,

            @ArraySchema(
                    arraySchema = @Schema(description = "Whether the unit is one cell, as the laboratory judged it."),
                    minItems = 1,
                    maxItems = WordList.MOST,
                    schema = @Schema(allowableValues = {"yes", "maybe", "no"}))
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable List<@Nullable String> singleUnit,

            @Schema(description = "Least depth of the electrode in micrometres.", minimum = LEAST, maximum = MOST)
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Double minDepthUm,

            @Schema(description = "Most depth of the electrode in micrometres.", minimum = LEAST, maximum = MOST)
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable Double maxDepthUm) {
        private static final String LEAST = "" + -NeuronFilterCheck.LARGEST;
        private static final String MOST = "" + NeuronFilterCheck.LARGEST;
    }

    /**
     * By what stimuli are chosen.
     *
     * @param kinds sorts of sound
     */
    @Schema(
            name = "RequestedStimulusFilter",
            description =
                    "By what stimuli are chosen: others are left out of the split's lists, or of the stimuli that the"
                            + " folds are drawn from.")
    record StimulusFilter(
            @ArraySchema(
                    arraySchema =
                            @Schema(
                                    description = "Sorts of sound, as the laboratory writes them.",
                                    example = "[\"speech\"]"),
                    minItems = 1,
                    maxItems = WordList.MOST,
                    schema = @Schema(maxLength = DatasetShape.LONGEST_TEXT))
            @Nullable List<@Nullable String> kinds) {}
}
