package org.tonotopy.encoding.feature;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tonotopy.encoding.network.TrainedNetwork;
import org.tonotopy.encoding.network.vector.VectorBackend;
import org.tonotopy.encoding.npz.ReferenceVectors;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.response.InputScaling;

/**
 * The NS1 recording (Harper et al. 2016) and a StateNet that was fitted to it elsewhere.
 *
 * @param stimuli its sounds
 * @param stateNet the network
 */
public record NaturalDreams(Recording recording, FeatureStimuli stimuli, DifferentiableResponse stateNet) {
    /** Reads both; skips the calling test where they are not at hand. */
    public static NaturalDreams orSkip() throws Exception {
        Optional<Path> npz = ReferenceVectors.shared("data/ns1.npz");
        Optional<Path> weights = ReferenceVectors.shared("reference/trained_gru_anchor_f_s0.npz");
        assumeTrue(
                npz.isPresent() && weights.isPresent(),
                "data/ns1.npz or reference/trained_gru_anchor_f_s0.npz is not at hand: set TONOTOPY_SHARED to their folder");
        String json = Files.readString(npz.get().resolveSibling("ns1.json"));
        Recording recording =
                NpzRecordingReader.read(npz.get(), RecordingMetadata.parse(json), ReadingLimits.standard());
        InputScaling scaling = InputScaling.ofTrainStimuli(
                recording, recording.split().orElseThrow().train());
        return new NaturalDreams(
                recording,
                FeatureStimuli.of(recording, recording.split().orElseThrow().train(), scaling),
                new NetworkResponse(
                        new VectorBackend(),
                        TrainedNetwork.SPEC,
                        TrainedNetwork.SHAPE,
                        TrainedNetwork.read(weights.get()).parameters(),
                        1));
    }
}
