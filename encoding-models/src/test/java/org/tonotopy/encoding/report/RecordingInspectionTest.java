package org.tonotopy.encoding.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.Recordings;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.response.ResponseSmoothing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordingInspectionTest {

    private static final double NAN = Double.NaN;
    private static final double[][] ACTIVE = {{0, 2, 0, 2}, {0, 4, 2, 2}};
    private static final double[][] SILENT = {{0, 0, 0, 0}, {0, 0, 0, 0}};
    private static final double[][] CONTRADICTORY = {{0, 1, 0, 1}, {1, 0, 1, 0}};
    private static final double[][] ONCE = {{1, 0, 3, 0}, {NAN, NAN, NAN, NAN}};
    private static final double[][] NEVER = {{NAN, NAN, NAN, NAN}, {NAN, NAN, NAN, NAN}};

    private static RecordingReport report;

    @BeforeAll
    static void inspect() {
        Recording recording = Recordings.of(
                ResponseKind.COUNTS, 5, new double[][][][] {{ACTIVE, SILENT, ACTIVE, SILENT, CONTRADICTORY, ONCE, NEVER}
                });
        report = RecordingInspection.inspect(recording, ResponseSmoothing.NONE);
    }

    @Test
    void saysHowMuchWasRecorded() {
        assertThat(report.recordedShare()).isCloseTo(11 / 14.0, within(1e-12));
        assertThat(report.stimuli())
                .containsExactly(new StimulusSummary(
                        0, "stimulus 0", report.stimuli().get(0).kind(), 4, 20, 6, 1, 2));
        assertThat(report.neurons().get(5).recordedShare()).isEqualTo(0.5);
        assertThat(report.neurons().get(6).stimuliRecorded()).isZero();
    }

    @Test
    void measuresRatesPowersAndCeilings() {
        NeuronSummary active = report.neurons().get(0);
        // Twelve spikes in two repeats of 20 ms.
        assertThat(active.meanRateHz().orElseThrow()).isCloseTo(300, within(1e-9));
        assertThat(active.signalPower().value().orElseThrow()).isCloseTo(4 / 3.0, within(1e-12));
        assertThat(active.noisePower().value().orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(active.snr().value().orElseThrow()).isCloseTo(2, within(1e-12));
        assertThat(active.stimuliRepeated()).isOne();
        assertThat(active.stimuliUnreliable()).isZero();
        assertThat(report.neurons().get(4).stimuliUnreliable()).isOne();
        assertThat(active.ccMax().value().orElseThrow()).isCloseTo(0.9101797211244547, within(1e-12));
    }

    @Test
    void findsCopiesAmongNeuronsThatFired() {
        assertThat(report.duplicateNeurons()).containsExactly(List.of(0, 2));
    }

    @Test
    void copiesAreFoundWhereverTheirUnrecordedRepeatsStandAndWhateverTheyAreCalled() {
        double[][] gap = {{NAN, NAN, NAN, NAN}, {0, 2, 0, 2}, {0, 4, NAN, 2}};
        double[][] noGap = {{0, 2, -0.0, 2}, {0, 4, NAN, 2}, {NAN, NAN, NAN, NAN}};
        double[][] another = {{0, 2, 0, 2}, {NAN, NAN, NAN, NAN}, {NAN, NAN, NAN, NAN}};
        Recording recording =
                Recordings.of(ResponseKind.TRACE, 5, new double[][][][] {{gap, another, noGap}, {gap, another, noGap}});

        assertThat(RecordingInspection.inspect(recording, ResponseSmoothing.NONE)
                        .duplicateNeurons())
                .containsExactly(List.of(0, 2));
    }

    @Test
    void theSameNumbersInAnotherStimulusAreNoCopy() {
        double[][] once = {{1, 2, 3, 5}};
        double[][] never = {{NAN, NAN, NAN, NAN}};
        Recording recording = Recordings.of(ResponseKind.TRACE, 5, new double[][][][] {{once, never}, {never, once}});

        assertThat(RecordingInspection.inspect(recording, ResponseSmoothing.NONE)
                        .duplicateNeurons())
                .isEmpty();
    }

    @Test
    void findsSoundsThatAreTheSame() {
        Recording recording = Recordings.withSounds(
                new float[] {1, 2}, new float[] {1, 3}, new float[] {1, 2}, new float[] {1, 2, 3});
        RecordingReport sounds = RecordingInspection.inspect(recording, ResponseSmoothing.NONE);
        assertThat(sounds.duplicateStimuli()).containsExactly(List.of(0, 2));
    }

    @Test
    void saysWhichNeuronsNoMeanWillCountAndWhy() {
        assertThat(report.leftOut())
                .containsExactly(
                        new LeftOutNeuron(
                                1, "neuron 1", "The response is the same in every bin, so it has no variance."),
                        new LeftOutNeuron(
                                3, "neuron 3", "The response is the same in every bin, so it has no variance."),
                        new LeftOutNeuron(
                                4,
                                "neuron 4",
                                "The signal power is not positive: the repeats share nothing beyond chance."),
                        new LeftOutNeuron(6, "neuron 6", "The neuron was not recorded in any of these stimuli."));
    }

    @Test
    void isJsonWithoutNumbersThatJsonDoesNotHave() {
        String json = JsonMapper.shared().writeValueAsString(report);
        assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
        JsonNode never = JsonMapper.shared().readTree(json).path("neurons").path(6);
        assertThat(never.path("signalPower").path("value").isNull()).isTrue();
        assertThat(never.path("signalPower").path("undefined").stringValue())
                .isEqualTo("The neuron was not recorded in any of these stimuli.");
        assertThat(never.path("meanRateHz").isNull()).isTrue();
    }
}
