package org.tonotopy.encoding.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.StimulusResponses;
import org.tonotopy.encoding.report.NeuronSummary;
import org.tonotopy.encoding.report.RecordingInspection;
import org.tonotopy.encoding.report.RecordingReport;
import org.tonotopy.encoding.report.figure.FigureSubject.Kind;
import org.tonotopy.encoding.response.ResponseSmoothing;
import org.tonotopy.encoding.simulation.RecordingSimulator;
import org.tonotopy.figure.Ink;

class ReportFiguresTest {
    private static final int NEVER_RECORDED = 7;
    private static final int GAP_BEGIN = 500;
    private static final int GAP_END = 600;

    private static Recording simulated;
    private static Recording ragged;
    private static RecordingReport raggedReport;

    @BeforeAll
    static void simulate() {
        simulated = new RecordingSimulator().simulate(RecordingSimulator.BUNDLED_SEED);
        ragged = ragged(ResponseKind.COUNTS, 1);
        raggedReport = inspect(ragged);
    }

    /** Three clips; one neuron was never recorded, no neuron from 2,500 to 3,000 ms, and repeat 2 by none. */
    private static Recording ragged(ResponseKind kind, double factor) {
        List<StimulusResponses> changed = new ArrayList<>();
        for (StimulusResponses responses : simulated.responses().subList(0, 3)) {
            float[] values = new float[responses.neurons() * responses.repeatSlots() * responses.bins()];
            int next = 0;
            for (int neuron = 0; neuron < responses.neurons(); neuron++) {
                for (int repeat = 0; repeat < responses.repeatSlots(); repeat++) {
                    for (int t = 0; t < responses.bins(); t++) {
                        boolean missing = neuron == NEVER_RECORDED || repeat == 2 || (t >= GAP_BEGIN && t < GAP_END);
                        values[next++] = missing ? Float.NaN : (float) (factor * responses.value(neuron, repeat, t));
                    }
                }
            }
            changed.add(
                    StimulusResponses.ofValues(responses.neurons(), responses.repeatSlots(), responses.bins(), values));
        }
        List<Neuron> neurons = new ArrayList<>(simulated.neurons());
        neurons.set(3, Neuron.named("</text>\uFFFE & " + "a very long name ".repeat(10)));
        return new Recording(
                simulated.dtMs(),
                simulated.centerFrequenciesHz(),
                simulated.stimuli().subList(0, 3),
                neurons,
                kind,
                changed,
                Optional.empty(),
                List.of());
    }

    private static RecordingReport inspect(Recording recording) {
        return RecordingInspection.inspect(recording, ResponseSmoothing.HANNING_PEAK_ONE);
    }

    private static ReportFigure draw(Kind kind, int index) {
        return new ReportFigures(ragged, raggedReport).draw(FigureSubject.of(kind, index));
    }

    private static List<String> lines(ReportFigure figure) {
        return new String(figure.data().bytes(), StandardCharsets.UTF_8).lines().toList();
    }

    private static String text(ReportFigure figure) throws Exception {
        DocumentBuilderFactory xml = DocumentBuilderFactory.newDefaultInstance();
        // The document type of SVG stands at an address.
        xml.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return xml.newDocumentBuilder()
                .parse(new ByteArrayInputStream(figure.figure().svg()))
                .getDocumentElement()
                .getTextContent();
    }

    private static double share(ReportFigure figure, Color colour) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(figure.png()));
        int found = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                found += picture.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return (double) found / (picture.getWidth() * picture.getHeight());
    }

    @Test
    void drawsTheFirstStimuliAndTheNeuronsWithTheHighestSignalPower() {
        RecordingReport report = inspect(simulated);
        List<FigureSubject> subjects = new ReportFigures(simulated, report).subjects();

        assertThat(subjects)
                .startsWith(FigureSubject.of(Kind.CEILINGS), FigureSubject.of(Kind.ALIGNMENT))
                .doesNotHaveDuplicates()
                .hasSize(2 + 12 + 12);
        assertThat(subjects.subList(2, 14))
                .extracting(FigureSubject::index)
                .startsWith(OptionalInt.of(0))
                .endsWith(OptionalInt.of(11));
        List<NeuronSummary> drawn = subjects.subList(14, 26).stream()
                .map(subject -> report.neurons().get(subject.index().orElseThrow()))
                .toList();
        assertThat(drawn)
                .isSortedAccordingTo((one, other) -> Double.compare(
                        other.signalPower().value().orElseThrow(),
                        one.signalPower().value().orElseThrow()));
    }

    @Test
    void aNeuronThatWasNeverRecordedIsCountedAndNotDrawn() throws Exception {
        ReportFigures figures = new ReportFigures(ragged, raggedReport);

        assertThat(figures.subjects()).doesNotContain(FigureSubject.of(Kind.NEURON, NEVER_RECORDED));
        ReportFigure ceilings = figures.draw(FigureSubject.of(Kind.CEILINGS));
        assertThat(text(ceilings)).contains("noise ceiling of 11 of 12 neurons (undefined for 1)", "CCmax");
        assertThat(lines(ceilings))
                .hasSize(13)
                .startsWith("neuron,cc_max,undefined")
                .contains("7,,\"The neuron was not recorded in any of these stimuli.\"");
        assertThat(lines(ceilings).get(1)).matches("0,0\\.9\\d+,\"\"");
    }

    @Test
    void theCurveOfLagsIsInThePictureAndInTheTable() throws Exception {
        ReportFigure alignment = new ReportFigures(ragged, raggedReport).draw(FigureSubject.of(Kind.ALIGNMENT));

        assertThat(text(alignment)).contains("aligned", "(ms)", "at 10 ms");
        assertThat(lines(alignment)).hasSize(82).startsWith("lag_bins,lag_ms,correlation,bins");
        assertThat(lines(alignment).get(1)).startsWith("-40,-200,0.");
    }

    @Test
    void whatWasNotRecordedIsGreyInTheRasterAndEmptyInTheTable() throws Exception {
        ReportFigure neuron = draw(Kind.NEURON, 3);

        // An eighth of the time, in both plots.
        assertThat(share(neuron, Ink.NOT_RECORDED)).isBetween(0.06, 0.12);
        assertThat(share(neuron, Ink.SPIKE)).isGreaterThan(0.01);
        assertThat(text(neuron))
                .contains("neuron 3, </text>", "…: stimulus 0, clip 00", "repeat", "spikes/s", "time (ms)");
        List<String> lines = lines(neuron);
        assertThat(lines).hasSize(801);
        assertThat(lines.get(0))
                .startsWith("time_ms,psth_hz,repeat_0,repeat_1,repeat_3")
                .endsWith("repeat_19");
        assertThat(lines.get(1 + GAP_BEGIN)).isEqualTo("2500" + ",".repeat(20));
        assertThat(lines.get(GAP_BEGIN)).matches("2495,[0-9.]+(,\\d+){19}");
    }

    @Test
    void aStimulusIsDrawnAboveWhatAllNeuronsDid() throws Exception {
        ReportFigure stimulus = draw(Kind.STIMULUS, 1);

        assertThat(share(stimulus, Ink.NOT_RECORDED)).isBetween(0.01, 0.06);
        assertThat(text(stimulus))
                .contains("stimulus 1, clip 01", "frequency (kHz)", "level (dB)", "spikes/s", "time (ms)");
        List<String> lines = lines(stimulus);
        assertThat(lines.get(0))
                .startsWith("time_ms,mean_of_neurons_hz,level_at_500.0_hz")
                .endsWith("level_at_16000.0_hz");
        assertThat(lines.get(1 + GAP_BEGIN)).startsWith("2500,,").matches(".*\\d");
    }

    @Test
    void tracesAreLinesHoweverLargeTheirNumbersAre() throws Exception {
        for (double factor : new double[] {-3, 1e37}) {
            Recording traces = ragged(ResponseKind.TRACE, factor);
            ReportFigure neuron = new ReportFigures(traces, inspect(traces)).draw(FigureSubject.of(Kind.NEURON, 0));

            assertThat(text(neuron)).contains("response").doesNotContain("spikes");
            assertThat(share(neuron, Ink.NOT_RECORDED)).isGreaterThan(0.03);
            assertThat(share(neuron, Ink.MEAN)).isGreaterThan(0.001);
            assertThat(lines(neuron).get(0)).startsWith("time_ms,psth,repeat_0");
        }
    }

    @Test
    void equalReportsMakeEqualFiles() {
        assertThat(draw(Kind.NEURON, 1).png()).isEqualTo(draw(Kind.NEURON, 1).png());
        assertThat(draw(Kind.STIMULUS, 1).figure().svg())
                .isEqualTo(draw(Kind.STIMULUS, 1).figure().svg());
    }
}
