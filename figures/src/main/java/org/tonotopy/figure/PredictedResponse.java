package org.tonotopy.figure;

import java.awt.Paint;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * What a model predicts of a neuron: the sound, the repeats, and the prediction over their mean, above each other on one time
 * axis.
 *
 * @param title above it
 * @param course the stretch that is drawn
 * @param sound of as many bins; empty where it is not known
 * @param measured empty where it is not to be seen
 * @param prediction a value for each bin, in the unit of the mean
 * @param model what predicts
 */
public record PredictedResponse(
        String title,
        Course course,
        Optional<BandImage> sound,
        Optional<Measured> measured,
        double[] prediction,
        String model) {
    private static final double WIDTH = 560;
    private static final double SOUND_HEIGHT = 92;
    private static final double RATE_HEIGHT = 150;
    private static final double LEAST_RASTER_HEIGHT = 50;
    private static final double ROW_HEIGHT = 5;
    /** Title, legend and time axis. */
    private static final double AROUND = 78;

    /** More rows would be thinner than can be told apart. */
    public static final int MOST_REPEATS = 60;

    /**
     * What was recorded.
     *
     * @param repeats unsmoothed, NaN where nothing was recorded; one or more
     * @param mean of the smoothed repeats, NaN where none was recorded
     * @param called what the mean is, for the legend
     */
    public record Measured(List<double[]> repeats, double[] mean, String called) {
        /** Copies the list. */
        public Measured {
            repeats = List.copyOf(repeats);
        }
    }

    /** The drawing. */
    public Figure figure() {
        List<XYPlot> plots = new ArrayList<>();
        List<Integer> heights = new ArrayList<>();
        sound.ifPresent(image -> {
            plots.add(course.sound(image));
            heights.add((int) SOUND_HEIGHT);
        });
        measured.ifPresent(recorded -> {
            List<double[]> drawn = recorded.repeats()
                    .subList(0, Math.min(MOST_REPEATS, recorded.repeats().size()));
            plots.add(course.repeats(drawn, recorded.mean()));
            heights.add((int) (LEAST_RASTER_HEIGHT + ROW_HEIGHT * drawn.size()));
        });
        plots.add(course.prediction(measured.map(Measured::mean), prediction));
        heights.add((int) RATE_HEIGHT);
        JFreeChart chart = Style.stacked(
                title,
                course.time(),
                plots,
                heights.stream().mapToInt(Integer::intValue).toArray());
        chart.addSubtitle(legend());
        return new Figure(List.of(List.of(new Figure.Panel(
                chart,
                WIDTH,
                AROUND + heights.stream().mapToInt(Integer::intValue).sum()))));
    }

    private LegendTitle legend() {
        LegendItemCollection items = new LegendItemCollection();
        measured.ifPresent(recorded -> items.add(item(recorded.called(), Ink.MEASURED)));
        items.add(item(model, Ink.PREDICTED));
        LegendTitle legend = new LegendTitle(() -> items);
        legend.setItemFont(Style.LABEL);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setBackgroundPaint(Ink.PAPER);
        legend.setItemLabelPadding(new RectangleInsets(1, 3, 1, 12));
        return legend;
    }

    private static LegendItem item(String text, Paint colour) {
        return new LegendItem(text, null, null, null, new Rectangle(14, 5), colour);
    }
}
