package org.tonotopy.encoding.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.NpzRecordingWriter;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.report.NeuronSummary;
import org.tonotopy.encoding.report.RecordingInspection;
import org.tonotopy.encoding.report.RecordingReport;
import org.tonotopy.encoding.response.ResponseSmoothing;

class RecordingSimulatorTest {

    private static final Path BUNDLED = Path.of("..", "standalone", "src", "main", "resources", "demo");

    private static RecordingSimulator simulator;
    private static Recording recording;

    @BeforeAll
    static void simulate() {
        simulator = new RecordingSimulator();
        recording = simulator.simulate(RecordingSimulator.BUNDLED_SEED);
    }

    @Test
    void theSeedGivesTheBundledRecordingToTheLastBit(@TempDir Path folder) throws IOException {
        Path again = folder.resolve("again.npz");
        NpzRecordingWriter.write(recording, again);
        try (NpzArchive bundled = NpzArchive.open(BUNDLED.resolve("simulated.npz"), ArrayFileLimits.standard());
                NpzArchive made = NpzArchive.open(again, ArrayFileLimits.standard())) {
            assertThat(made.names()).containsExactlyElementsOf(bundled.names());
            for (String name : bundled.names()) {
                assertThat(made.header(name)).as(name).isEqualTo(bundled.header(name));
                assertThat(Arrays.equals(
                                made.read(name).toDoubles(), bundled.read(name).toDoubles()))
                        .as(name)
                        .isTrue();
            }
        }
        assertThat(BUNDLED.resolve("simulated.json"))
                .content()
                .isEqualTo(SimulatedMetadata.json(recording, simulator.population(), RecordingSimulator.BUNDLED_SEED));
    }

    @Test
    void theBundledRecordingIsSmallAndIsAccepted() throws Exception {
        assertThat(Files.size(BUNDLED.resolve("simulated.npz"))).isLessThan(1_500_000);
        RecordingMetadata metadata = RecordingMetadata.parse(Files.readString(BUNDLED.resolve("simulated.json")));
        assertThat(metadata.license()).contains("CC0-1.0");
        Recording read = NpzRecordingReader.read(BUNDLED.resolve("simulated.npz"), metadata, ReadingLimits.standard());
        assertThat(read.notices()).isEmpty();
        assertThat(read.neurons())
                .extracting("name")
                .isEqualTo(simulator.population().stream()
                        .map(SimulatedNeuron::name)
                        .toList());
        assertThat(read.split()).isEqualTo(recording.split());
        assertThat(metadata.split()).isEqualTo(recording.split());
    }

    @Test
    void everyNeuronFiresAtRatesOfCortexAndIsWorthModelling() {
        RecordingReport report = RecordingInspection.inspect(recording, ResponseSmoothing.HANNING_PEAK_ONE);
        assertThat(report.leftOut()).isEmpty();
        assertThat(report.duplicateNeurons()).isEmpty();
        assertThat(report.duplicateStimuli()).isEmpty();
        for (NeuronSummary neuron : report.neurons()) {
            assertThat(neuron.meanRateHz().orElseThrow()).as(neuron.name()).isBetween(5.0, 40.0);
            assertThat(neuron.ccMax().value().orElseThrow()).as(neuron.name()).isGreaterThan(0.85);
        }
    }

    @Test
    void memoriesGoFrom20MillisecondsTo1500() {
        List<Double> memories = simulator.population().stream()
                .map(SimulatedNeuron::memoryMs)
                .sorted()
                .toList();
        assertThat(memories).hasSize(12).startsWith(20.0).endsWith(1500.0);
    }

    @Test
    void noRateDependsOnWhatComesLater() {
        float[] sound = recording.stimuli().get(0).cochleagram();
        float[] changed = sound.clone();
        int bands = recording.bands();
        int from = 400;
        for (int i = from * bands; i < changed.length; i++) {
            changed[i] = 60 - changed[i] / 2;
        }
        for (SimulatedNeuron neuron : simulator.population()) {
            double[] before = neuron.ratesHz(sound, bands, recording.dtMs());
            double[] after = neuron.ratesHz(changed, bands, recording.dtMs());
            assertThat(Arrays.copyOf(after, from)).as(neuron.name()).isEqualTo(Arrays.copyOf(before, from));
            assertThat(after).as(neuron.name()).isNotEqualTo(before);
        }
    }

    @Test
    void anotherSeedGivesAnotherRecording() {
        Recording other = simulator.simulate(RecordingSimulator.BUNDLED_SEED + 1);
        assertThat(other.stimuli().get(0).cochleagram())
                .isNotEqualTo(recording.stimuli().get(0).cochleagram());
    }
}
