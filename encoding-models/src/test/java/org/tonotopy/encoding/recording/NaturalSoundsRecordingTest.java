package org.tonotopy.encoding.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.npz.ReferenceVectors;
import org.tonotopy.encoding.response.InputScaling;
import org.tonotopy.encoding.response.NeuronFilter;

/** The NS1 recording, which does not travel with the project. */
class NaturalSoundsRecordingTest {

    private static Recording recording;

    @BeforeAll
    static void read() throws Exception {
        Optional<Path> npz = ReferenceVectors.shared("data/ns1.npz");
        assumeTrue(npz.isPresent(), "data/ns1.npz is not at hand: set TONOTOPY_SHARED to its folder");
        RecordingMetadata metadata =
                RecordingMetadata.parse(Files.readString(npz.get().resolveSibling("ns1.json")));
        recording = NpzRecordingReader.read(npz.get(), metadata, ReadingLimits.standard());
    }

    @Test
    void isReadWhole() {
        assertThat(recording.stimuli()).hasSize(20).allMatch(stimulus -> stimulus.bins() == 999);
        assertThat(recording.neurons()).hasSize(119);
        assertThat(recording.bands()).isEqualTo(34);
        assertThat(recording.responseKind()).isEqualTo(ResponseKind.COUNTS);
        assertThat(recording.split().orElseThrow().test()).containsExactly(17, 18, 19);
        assertThat(recording.notices()).isEmpty();
    }

    @Test
    void scalesByTheTrainStimuliAsTheMetadataSay() {
        InputScaling scaling = InputScaling.ofTrainStimuli(
                recording, recording.split().orElseThrow().train());
        assertThat(scaling.mean()).isCloseTo(-4.455376625061035, within(1e-5));
        assertThat(scaling.deviation()).isCloseTo(9.172435760498047, within(1e-5));
    }

    @Test
    void keepsThe73UnitsOfThePapers() {
        NeuronFilter filter = new NeuronFilter.ByAttributes(
                OptionalDouble.of(0), OptionalDouble.empty(), Set.of(SingleUnit.YES, SingleUnit.MAYBE), Set.of());
        assertThat(filter.select(recording.neurons()).kept()).hasSize(73);
        assertThat(filter.select(recording.neurons()).leftOut()).hasSize(46);
    }
}
