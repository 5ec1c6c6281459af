package org.tonotopy.worker.fit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tonotopy.encoding.fitting.FittingClip;
import org.tonotopy.encoding.metric.ValidationScore;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.response.InputScaling;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.response.ResponsePreparation;
import org.tonotopy.encoding.response.ResponseSmoothing;
import org.tonotopy.registry.benchmark.StimulusSplit;

/**
 * One turn of a benchmark: a fold, or the only split there is. All networks that are fitted in it hear the same scaled sounds,
 * which are held once, whatever neurons they are for.
 */
final class PreparedTurn {
    private final Recording recording;
    private final StimulusSplit split;
    private final Optional<Integer> fold;
    private final ResponseSmoothing smoothing;
    private final InputScaling scaling;
    private final Recomputed<Map<Integer, float[]>> inputs;
    private final Map<List<Integer>, Recomputed<FittingData>> data = new ConcurrentHashMap<>();

    /**
     * Prepares a turn.
     *
     * @param fold its number; empty where it is the only one
     * @throws IllegalArgumentException if the split does not suit the recording
     */
    PreparedTurn(Recording recording, StimulusSplit split, Optional<Integer> fold, ResponseSmoothing smoothing) {
        this.recording = recording;
        this.split = split;
        this.fold = fold;
        this.smoothing = smoothing;
        this.scaling = InputScaling.ofTrainStimuli(recording, split.train());
        this.inputs = new Recomputed<>(this::scaled);
    }

    /** Its number; empty where it is the only one. */
    Optional<Integer> fold() {
        return fold;
    }

    /** From its train stimuli alone. */
    InputScaling scaling() {
        return scaling;
    }

    /**
     * What a network for some neurons is fitted to.
     *
     * @param neurons indices in the recording
     */
    FittingData data(List<Integer> neurons) {
        return data.computeIfAbsent(neurons, key -> new Recomputed<>(() -> prepare(key)))
                .get();
    }

    private FittingData prepare(List<Integer> neurons) {
        PreparedResponses validation = responses(split.validation(), neurons);
        return new FittingData(
                clips(responses(split.train(), neurons)), clips(validation), new ValidationScore(validation));
    }

    private PreparedResponses responses(List<Integer> stimuli, List<Integer> neurons) {
        return ResponsePreparation.prepare(recording, stimuli, smoothing, neurons);
    }

    private Map<Integer, float[]> scaled() {
        return Stream.of(split.train(), split.validation())
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        Function.identity(),
                        stimulus -> scaling.apply(recording.stimuli().get(stimulus))));
    }

    private List<FittingClip> clips(PreparedResponses responses) {
        Map<Integer, float[]> sounds = inputs.get();
        return IntStream.range(0, responses.stimuli())
                .mapToObj(stimulus -> new FittingClip(
                        responses.bins(stimulus),
                        Objects.requireNonNull(sounds.get(responses.stimulusIndex(stimulus))),
                        responses.psth(stimulus)))
                .toList();
    }
}
