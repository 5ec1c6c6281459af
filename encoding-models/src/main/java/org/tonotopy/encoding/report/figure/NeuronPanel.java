package org.tonotopy.encoding.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.plot.XYPlot;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.StimulusResponses;
import org.tonotopy.encoding.report.PopulationResponse;
import org.tonotopy.figure.Course;
import org.tonotopy.figure.Figure;
import org.tonotopy.figure.Style;

/**
 * The repeats of a neuron above its PSTH, for the stimulus that it has most repeats of: of counts a raster, a tick where a bin
 * holds spikes, one row per repeat; of traces their lines.
 */
final class NeuronPanel {
    private static final double WIDTH = 520;
    private static final double LEAST_HEIGHT = 190;
    private static final double ROW_HEIGHT = 5;
    /** More rows would be thinner than can be told apart. */
    private static final int MOST_ROWS = 60;

    private NeuronPanel() {}

    static ReportFigure of(Recording recording, int neuron) {
        int stimulus = mostRepeated(recording, neuron);
        StimulusResponses responses = recording.responses().get(stimulus);
        Course course = Courses.of(recording, stimulus);
        List<Integer> recorded = recorded(responses, neuron);
        List<Integer> rows = recorded.subList(0, Math.min(MOST_ROWS, recorded.size()));
        List<double[]> repeats =
                rows.stream().map(repeat -> responses.repeat(neuron, repeat)).toList();
        double[] psth = PopulationResponse.psth(responses, neuron);
        XYPlot above = course.repeats(repeats, psth);
        String title = "neuron " + neuron + ", "
                + Style.name(recording.neurons().get(neuron).name()) + ": stimulus " + stimulus + ", "
                + Style.name(recording.stimuli().get(stimulus).name())
                + Courses.beginning(course, responses.bins())
                + (rows.size() == recorded.size() ? "" : ", " + rows.size() + " of " + recorded.size() + " repeats");
        return new ReportFigure(
                FigureSubject.of(FigureSubject.Kind.NEURON, neuron),
                new Figure(List.of(List.of(new Figure.Panel(
                        Style.stacked(title, course.time(), List.of(above, course.mean(psth)), 3, 2),
                        WIDTH,
                        LEAST_HEIGHT + ROW_HEIGHT * rows.size())))),
                table(course, rows, repeats, psth));
    }

    private static int mostRepeated(Recording recording, int neuron) {
        int most = 0;
        int best = 0;
        for (int stimulus = 0; stimulus < recording.stimuli().size(); stimulus++) {
            int repeats = recorded(recording.responses().get(stimulus), neuron).size();
            if (repeats > most) {
                most = repeats;
                best = stimulus;
            }
        }
        return best;
    }

    private static List<Integer> recorded(StimulusResponses responses, int neuron) {
        return IntStream.range(0, responses.repeatSlots())
                .filter(repeat -> IntStream.range(0, responses.bins())
                        .anyMatch(bin -> !Double.isNaN(responses.value(neuron, repeat, bin))))
                .boxed()
                .toList();
    }

    private static FigureTable table(Course course, List<Integer> rows, List<double[]> repeats, double[] psth) {
        List<String> columns = new ArrayList<>(List.of("time_ms", course.column("psth")));
        rows.forEach(repeat -> columns.add("repeat_" + repeat));
        FigureTable table = new FigureTable(columns);
        for (int t = 0; t < course.bins(); t++) {
            table.line(course.begin(t)).cell(course.shown(psth[t]));
            for (double[] repeat : repeats) {
                table.cell(repeat[t]);
            }
            table.end();
        }
        return table;
    }
}
