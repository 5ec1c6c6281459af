package org.tonotopy.api.prediction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.benchmark.Smoothing;

/**
 * What a model predicts of a neuron while a test stimulus is heard.
 *
 * @param model name and version
 * @param benchmark name and version
 * @param neuron index in the dataset
 * @param neuronName its name
 * @param stimulus index in the dataset
 * @param stimulusName its name
 * @param dtMs width of a bin in milliseconds
 * @param firstBin where the stretch begins
 * @param stimulusBins length of the whole stimulus
 * @param unit of prediction and PSTH
 * @param smoothing of every repeat before the PSTH
 * @param cc over all test stimuli
 * @param ccNorm over all test stimuli
 * @param prediction for each bin
 * @param psth for each bin
 * @param repeats for each repeat and bin
 * @param note why there are no responses
 */
@Schema(
        name = "PredictedNeuron",
        description =
                "A stretch of a test stimulus: the prediction of a neuron, the PSTH that it is of, and the repeats as they were recorded.")
record PredictionResponse(
        @Schema(example = "statenet-ns1-natural@1") String model,
        @Schema(example = "ns1-natural@1") String benchmark,
        int neuron,
        String neuronName,
        int stimulus,
        String stimulusName,

        @Schema(description = "Width of a bin in milliseconds.")
        double dtMs,

        @Schema(description = "First bin of the stretch, from 0.")
        int firstBin,

        @Schema(description = "Length of the whole stimulus in bins.")
        int stimulusBins,

        @Schema(
                description =
                        "Of prediction and PSTH: spikes/s, without the gain of the smoothing; of traces their own unit,"
                                + " response.")
        String unit,

        @Schema(
                allowableValues = {"none", "hanning_21ms_peak_one", "hanning_21ms_sum_one"},
                type = "string",
                description = "Of every repeat, before the PSTH.")
        Smoothing smoothing,

        @Schema(description = "Correlation of this neuron over all test stimuli; null where it is undefined.")
        Optional<Double> cc,

        @Schema(description = "The same, normalised by what can be reached.")
        Optional<Double> ccNorm,

        @Schema(description = "A value for each bin.") List<Float> prediction,

        @Schema(
                description =
                        "Mean of the smoothed repeats for each bin, null where nothing was recorded; null altogether where"
                                + " the responses are hidden.")
        Optional<List<Optional<Float>>> psth,

        @Schema(
                description =
                        "Each repeat as it was recorded, in spikes per bin or as a trace, null where nothing was; null"
                                + " altogether where the responses are hidden.")
        Optional<List<List<Optional<Float>>>> repeats,

        @Schema(description = "Why there are no responses; null where there are.")
        Optional<String> note) {
    static PredictionResponse of(PredictedNeuron predicted) {
        return new PredictionResponse(
                predicted.model(),
                predicted.benchmark(),
                predicted.neuron().index(),
                predicted.neuron().name(),
                predicted.stimulus().index(),
                predicted.stimulus().name(),
                predicted.course().dtMs(),
                predicted.course().first(),
                predicted.stimulusBins(),
                predicted.course().unit(),
                predicted.smoothing(),
                predicted.cc(),
                predicted.ccNorm(),
                Arrays.stream(predicted.prediction())
                        .mapToObj(value -> (float) predicted.course().shown(value))
                        .toList(),
                predicted
                        .measured()
                        .map(recorded -> Arrays.stream(recorded.psth())
                                .map(predicted.course()::shown)
                                .mapToObj(PredictionResponse::number)
                                .toList()),
                predicted
                        .measured()
                        .map(recorded -> recorded.repeats().stream()
                                .map(repeat -> Arrays.stream(repeat)
                                        .mapToObj(PredictionResponse::number)
                                        .toList())
                                .toList()),
                predicted.measured().isPresent() ? Optional.empty() : Optional.of(PredictionService.HIDDEN));
    }

    /** Empty where nothing was recorded. */
    static Optional<Float> number(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of((float) value);
    }
}
