package org.tonotopy.worker.fit;

import java.util.List;
import java.util.stream.IntStream;
import org.tonotopy.encoding.fitting.FittingClip;
import org.tonotopy.encoding.metric.TrainRates;
import org.tonotopy.encoding.metric.ValidationScore;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.response.InputScaling;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.response.ResponsePreparation;
import org.tonotopy.encoding.response.ResponseSmoothing;
import org.tonotopy.registry.benchmark.BenchmarkDefinition;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.benchmark.StimulusSplit;

/**
 * What every fit to a benchmark shares: clips to learn from, clips to stop by, and what they are measured with. The
 * responses to the test stimuli are prepared only when a fitted model asks for them.
 *
 * @param recording the recording
 * @param split which stimuli are for what
 * @param smoothing of every repeat
 * @param neurons indices in the recording of the neurons that count
 * @param scaling from the train stimuli alone
 * @param train clips to learn from
 * @param validation clips that stop the fit and choose its weights
 * @param validationScore scores predictions for the validation clips
 * @param trainRates mean rate of each neuron in the train stimuli
 */
record PreparedBenchmark(
        Recording recording,
        StimulusSplit split,
        ResponseSmoothing smoothing,
        List<Integer> neurons,
        InputScaling scaling,
        List<FittingClip> train,
        List<FittingClip> validation,
        ValidationScore validationScore,
        TrainRates trainRates) {

    /**
     * Prepares a benchmark.
     *
     * @param neurons indices in the recording of the neurons that count
     * @throws IllegalArgumentException if the benchmark does not suit the recording
     */
    static PreparedBenchmark prepare(Recording recording, BenchmarkDefinition definition, List<Integer> neurons) {
        StimulusSplit split = definition.split();
        ResponseSmoothing smoothing = smoothing(definition.smoothing());
        InputScaling scaling = InputScaling.ofTrainStimuli(recording, split.train());
        PreparedResponses train = ResponsePreparation.prepare(recording, split.train(), smoothing, neurons);
        PreparedResponses validation = ResponsePreparation.prepare(recording, split.validation(), smoothing, neurons);
        return new PreparedBenchmark(
                recording,
                split,
                smoothing,
                neurons,
                scaling,
                clips(recording, scaling, train),
                clips(recording, scaling, validation),
                new ValidationScore(validation),
                TrainRates.of(train));
    }

    /** The responses to the test stimuli, for the scorer alone. */
    PreparedResponses testResponses() {
        return ResponsePreparation.prepare(recording, split.test(), smoothing, neurons);
    }

    /** The test stimuli, in the order of {@link #testResponses()}. */
    List<Stimulus> testStimuli() {
        return split.test().stream().map(recording.stimuli()::get).toList();
    }

    private static List<FittingClip> clips(Recording recording, InputScaling scaling, PreparedResponses responses) {
        return IntStream.range(0, responses.stimuli())
                .mapToObj(stimulus -> new FittingClip(
                        responses.bins(stimulus),
                        scaling.apply(recording.stimuli().get(responses.stimulusIndex(stimulus))),
                        responses.psth(stimulus)))
                .toList();
    }

    private static ResponseSmoothing smoothing(Smoothing asked) {
        return switch (asked) {
            case NONE -> ResponseSmoothing.NONE;
            case HANNING_21MS_PEAK_ONE -> ResponseSmoothing.HANNING_PEAK_ONE;
            case HANNING_21MS_SUM_ONE -> ResponseSmoothing.HANNING_SUM_ONE;
        };
    }
}
