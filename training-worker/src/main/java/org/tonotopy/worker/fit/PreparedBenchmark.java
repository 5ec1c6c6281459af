package org.tonotopy.worker.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.fitting.HeldOutSound;
import org.tonotopy.encoding.metric.TrainRates;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.response.ResponsePreparation;
import org.tonotopy.encoding.response.ResponseSmoothing;
import org.tonotopy.encoding.submission.PredictionTask;
import org.tonotopy.registry.benchmark.BenchmarkDefinition;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.benchmark.StimulusSplit;

/**
 * What all jobs of a benchmark share. The responses to the test stimuli are prepared only when a fitted model asks for them.
 */
final class PreparedBenchmark {
    private final Recording recording;
    private final ResponseSmoothing smoothing;
    private final List<PreparedTurn> turns;
    private final List<Tested> tested;

    /** A test stimulus and the turn that holds it out. */
    private record Tested(int stimulus, PreparedTurn turn) {}

    /**
     * Prepares a benchmark.
     *
     * @throws IllegalArgumentException if the benchmark does not suit the recording
     */
    PreparedBenchmark(Recording recording, BenchmarkDefinition definition) {
        this.recording = recording;
        this.smoothing = smoothing(definition.smoothing());
        List<StimulusSplit> splits = definition.split().turns();
        List<PreparedTurn> prepared = new ArrayList<>();
        for (StimulusSplit split : splits) {
            Optional<Integer> fold = definition.split().hasFolds() ? Optional.of(prepared.size()) : Optional.empty();
            prepared.add(new PreparedTurn(recording, split, fold, smoothing));
        }
        this.turns = List.copyOf(prepared);
        // By stimulus, so that no score depends on the order of the folds.
        this.tested = turns.stream()
                .flatMap(turn -> turn.test().stream().map(stimulus -> new Tested(stimulus, turn)))
                .sorted(Comparator.comparing(Tested::stimulus))
                .toList();
    }

    /** The recording. */
    Recording recording() {
        return recording;
    }

    /** Its folds, or its only turn. */
    List<PreparedTurn> turns() {
        return turns;
    }

    /** What somebody else's predictions are to be of. */
    PredictionTask predictionTask(List<Integer> neurons) {
        return new PredictionTask(
                tested.stream()
                        .map(test -> new PredictionTask.Stimulus(
                                test.stimulus(),
                                recording.stimuli().get(test.stimulus()).bins()))
                        .toList(),
                neurons);
    }

    /** The test stimuli, each with the fold that held it out. */
    List<HeldOutSound> testSounds() {
        return tested.stream()
                .map(test -> new HeldOutSound(
                        recording.stimuli().get(test.stimulus()), test.turn().fold()))
                .toList();
    }

    /** The responses of some neurons to the test stimuli, in the order of {@link #testSounds()}, for the scorer alone. */
    PreparedResponses testResponses(List<Integer> neurons) {
        return ResponsePreparation.prepare(
                recording, tested.stream().map(Tested::stimulus).toList(), smoothing, neurons);
    }

    /** For each test stimulus the rates in the train stimuli of its fold, in the order of {@link #testSounds()}. */
    List<TrainRates> trainRates(List<Integer> neurons) {
        List<TrainRates> ofTurns =
                turns.stream().map(turn -> turn.trainRates(neurons)).toList();
        return tested.stream()
                .map(test -> ofTurns.get(turns.indexOf(test.turn())))
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
