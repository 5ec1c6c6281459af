package org.tonotopy.worker.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.fitting.HeldOutSound;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.response.ResponseSmoothing;
import org.tonotopy.encoding.submission.HeldOutTest;
import org.tonotopy.registry.benchmark.BenchmarkDefinition;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.benchmark.StimulusSplit;

/**
 * What all jobs of a benchmark share. The responses to the test stimuli are prepared only when predictions are scored.
 */
final class PreparedBenchmark {
    private final Recording recording;
    private final List<PreparedTurn> turns;
    private final HeldOutTest test;

    /**
     * Prepares a benchmark.
     *
     * @throws IllegalArgumentException if the benchmark does not suit the recording
     */
    PreparedBenchmark(Recording recording, BenchmarkDefinition definition) {
        this.recording = recording;
        ResponseSmoothing smoothing = smoothing(definition.smoothing());
        List<StimulusSplit> splits = definition.split().turns();
        List<PreparedTurn> prepared = new ArrayList<>();
        for (StimulusSplit split : splits) {
            Optional<Integer> fold = definition.split().hasFolds() ? Optional.of(prepared.size()) : Optional.empty();
            prepared.add(new PreparedTurn(recording, split, fold, smoothing));
        }
        this.turns = List.copyOf(prepared);
        this.test = new HeldOutTest(
                recording,
                splits.stream()
                        .map(split -> new HeldOutTest.Turn(split.train(), split.test()))
                        .toList(),
                smoothing);
    }

    /** The recording. */
    Recording recording() {
        return recording;
    }

    /** Its folds, or its only turn. */
    List<PreparedTurn> turns() {
        return turns;
    }

    /** Its test stimuli, and how predictions of them are scored. */
    HeldOutTest test() {
        return test;
    }

    /** The test stimuli, each with the fold that held it out. */
    List<HeldOutSound> testSounds() {
        return test.stimuli().stream()
                .map(held -> new HeldOutSound(
                        recording.stimuli().get(held.stimulus()),
                        turns.get(held.turn()).fold()))
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
