package org.tonotopy.encoding.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.report.PopulationResponse;
import org.tonotopy.figure.BandImage;
import org.tonotopy.figure.Course;
import org.tonotopy.figure.Figure;
import org.tonotopy.figure.Style;

/** The cochleagram of a stimulus above the PSTH of all neurons. */
final class StimulusPanel {
    private static final double WIDTH = 520;
    private static final double HEIGHT = 300;
    /** The colour bar is as high as the cochleagram. */
    private static final double ABOVE_BAR = 3;

    private static final double BELOW_BAR = 137;

    private StimulusPanel() {}

    static ReportFigure of(Recording recording, int index) {
        Stimulus stimulus = recording.stimuli().get(index);
        Course course = Courses.of(recording, index);
        double[] mean = PopulationResponse.psth(recording, index);
        BandImage image = BandImage.ofSound(recording.centerFrequenciesHz(), course.bins(), stimulus::level);
        String title = "stimulus " + index + ", " + Style.name(stimulus.name()) + ": sound, and mean of all neurons"
                + Courses.beginning(course, stimulus.bins());
        JFreeChart chart = Style.stacked(title, course.time(), List.of(course.sound(image), course.mean(mean)), 3, 2);
        chart.addSubtitle(image.colourBar("level (dB)", ABOVE_BAR, BELOW_BAR));
        return new ReportFigure(
                FigureSubject.of(FigureSubject.Kind.STIMULUS, index),
                new Figure(List.of(List.of(new Figure.Panel(chart, WIDTH, HEIGHT)))),
                table(recording, stimulus, course, mean));
    }

    private static FigureTable table(Recording recording, Stimulus stimulus, Course course, double[] mean) {
        List<String> columns = new ArrayList<>(List.of("time_ms", course.column("mean_of_neurons")));
        for (double hz : recording.centerFrequenciesHz()) {
            columns.add(String.format(Locale.ROOT, "level_at_%.1f_hz", hz));
        }
        FigureTable table = new FigureTable(columns);
        for (int t = 0; t < course.bins(); t++) {
            table.line(course.begin(t)).cell(course.shown(mean[t]));
            for (int band = 0; band < stimulus.bands(); band++) {
                table.cell(stimulus.level(t, band));
            }
            table.end();
        }
        return table;
    }
}
