package org.tonotopy.encoding.report;

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
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.SingleUnit;
import org.tonotopy.encoding.response.InputScaling;
import org.tonotopy.encoding.response.NeuronFilter;
import org.tonotopy.encoding.response.ResponseSmoothing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The NS1 recording, which does not travel with the project. */
class NaturalSoundsRecordingTest {

    private static Recording recording;
    private static JsonNode published;

    @BeforeAll
    static void read() throws Exception {
        Optional<Path> npz = ReferenceVectors.shared("data/ns1.npz");
        assumeTrue(npz.isPresent(), "data/ns1.npz is not at hand: set TONOTOPY_SHARED to its folder");
        String json = Files.readString(npz.get().resolveSibling("ns1.json"));
        published = JsonMapper.shared().readTree(json);
        RecordingMetadata metadata = RecordingMetadata.parse(json);
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

    @Test
    void isReportedWithThePowersThatItsMetadataState() {
        RecordingReport report = RecordingInspection.inspect(recording, ResponseSmoothing.HANNING_PEAK_ONE);
        assertThat(report.recordedShare()).isEqualTo(1);
        assertThat(report.stimuli()).allMatch(stimulus -> stimulus.leastRepeats() == 20);
        assertThat(report.duplicateNeurons()).isEmpty();
        assertThat(report.duplicateStimuli()).isEmpty();
        assertThat(report.leftOut()).isEmpty();
        assertThat(report.alignment().verdict()).isEqualTo(Alignment.Verdict.ALIGNED);
        Alignment.LagCorrelation peak = report.alignment().peak().orElseThrow();
        assertThat(peak.lagBins()).isEqualTo(2);
        assertThat(peak.correlation()).isCloseTo(0.5448, within(1e-3));
        for (NeuronSummary neuron : report.neurons()) {
            JsonNode expected = published.path("neurons").path(neuron.index());
            assertThat(neuron.signalPower().value().orElseThrow())
                    .isCloseTo(expected.path("sp_smoothed").doubleValue(), within(1e-9));
            assertThat(neuron.noisePower().value().orElseThrow())
                    .isCloseTo(expected.path("np_smoothed").doubleValue(), within(1e-9));
            assertThat(neuron.meanRateHz().orElseThrow())
                    .isCloseTo(expected.path("mean_rate_hz").doubleValue(), within(1e-9));
        }
    }
}
