package org.tonotopy.benchmarks.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tonotopy.encoding.fitting.FittingClip;
import org.tonotopy.encoding.metric.ValidationScore;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.response.InputScaling;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.response.ResponsePreparation;
import org.tonotopy.encoding.response.ResponseSmoothing;

/** The recording that fits are timed on: repeats smoothed by [0.5, 1, 0.5], the cochleagram scaled by the train clips. */
final class NaturalSounds {
    private final Recording recording;
    private final List<Integer> train;
    private final List<Integer> validation;
    private final InputScaling scaling;

    private NaturalSounds(Recording recording, List<Integer> train, List<Integer> validation) {
        this.recording = recording;
        this.train = train;
        this.validation = validation;
        this.scaling = InputScaling.ofTrainStimuli(recording, train);
    }

    /**
     * Reads a recording.
     *
     * @param npz its arrays; its metadata lie beside it, in a file of the same name with the ending json
     */
    static NaturalSounds read(Path npz) throws IOException, RecordingRejectedException {
        String name = npz.getFileName().toString().replace(".npz", ".json");
        Recording recording = NpzRecordingReader.read(
                npz, RecordingMetadata.parse(Files.readString(npz.resolveSibling(name))), ReadingLimits.standard());
        return new NaturalSounds(
                recording,
                recording.split().orElseThrow().train(),
                recording.split().orElseThrow().validation());
    }

    int neurons() {
        return recording.neurons().size();
    }

    InputScaling scaling() {
        return scaling;
    }

    /** What fits of some neurons learn from, are stopped by and are scored with. */
    Split split(List<Integer> neurons) {
        PreparedResponses held = prepare(validation, neurons);
        return new Split(clips(prepare(train, neurons), train), clips(held, validation), new ValidationScore(held));
    }

    /** All neurons together. */
    Split split() {
        return split(IntStream.range(0, neurons()).boxed().toList());
    }

    record Split(List<FittingClip> train, List<FittingClip> validation, ValidationScore score) {}

    private PreparedResponses prepare(List<Integer> stimuli, List<Integer> neurons) {
        return ResponsePreparation.prepare(recording, stimuli, ResponseSmoothing.HANNING_PEAK_ONE, neurons);
    }

    private List<FittingClip> clips(PreparedResponses responses, List<Integer> stimuli) {
        List<FittingClip> clips = new ArrayList<>();
        for (int i = 0; i < stimuli.size(); i++) {
            clips.add(new FittingClip(
                    responses.bins(i), scaling.apply(recording.stimuli().get(stimuli.get(i))), responses.psth(i)));
        }
        return clips;
    }
}
