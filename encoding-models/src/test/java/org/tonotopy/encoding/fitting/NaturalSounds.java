package org.tonotopy.encoding.fitting;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tonotopy.encoding.metric.ValidationScore;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.npz.ReferenceVectors;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.response.InputScaling;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.response.ResponsePreparation;
import org.tonotopy.encoding.response.ResponseSmoothing;

/**
 * The NS1 recording (Harper et al. 2016) as fitting sees it: its train and validation clips, every repeat smoothed by
 * [0.5, 1, 0.5], the cochleagram z-scored by the train clips. The test clips take no part.
 */
record NaturalSounds(
        List<FittingClip> train, List<FittingClip> validation, ValidationScore score, InputScaling scaling) {

    /** Reads the recording; skips the calling test where it is not at hand. */
    static NaturalSounds orSkip() throws Exception {
        Optional<Path> npz = ReferenceVectors.shared("data/ns1.npz");
        assumeTrue(npz.isPresent(), "data/ns1.npz is not at hand: set TONOTOPY_SHARED to its folder");
        String json = Files.readString(npz.get().resolveSibling("ns1.json"));
        Recording recording =
                NpzRecordingReader.read(npz.get(), RecordingMetadata.parse(json), ReadingLimits.standard());
        List<Integer> train = recording.split().orElseThrow().train();
        List<Integer> validation = recording.split().orElseThrow().validation();
        InputScaling scaling = InputScaling.ofTrainStimuli(recording, train);
        return new NaturalSounds(
                clips(recording, prepare(recording, train), train, scaling),
                clips(recording, prepare(recording, validation), validation, scaling),
                new ValidationScore(prepare(recording, validation)),
                scaling);
    }

    FitRequest request(NetworkSpec spec, FittingRecipe recipe, long seed, int threads) {
        return new FitRequest(spec, recipe, train, validation, score, scaling, seed, threads);
    }

    private static PreparedResponses prepare(Recording recording, List<Integer> stimuli) {
        List<Integer> neurons =
                IntStream.range(0, recording.neurons().size()).boxed().toList();
        return ResponsePreparation.prepare(recording, stimuli, ResponseSmoothing.HANNING_PEAK_ONE, neurons);
    }

    private static List<FittingClip> clips(
            Recording recording, PreparedResponses responses, List<Integer> stimuli, InputScaling scaling) {
        List<FittingClip> clips = new ArrayList<>();
        for (int i = 0; i < stimuli.size(); i++) {
            clips.add(new FittingClip(
                    responses.bins(i), scaling.apply(recording.stimuli().get(stimuli.get(i))), responses.psth(i)));
        }
        return clips;
    }
}
