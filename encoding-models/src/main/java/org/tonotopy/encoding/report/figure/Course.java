package org.tonotopy.encoding.report.figure;

import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;
import org.jfree.chart.annotations.XYShapeAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.tonotopy.encoding.figure.Style;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.ResponseKind;

/**
 * The beginning of a stimulus on a time axis, and what is drawn along it.
 *
 * @param dtMs width of a bin in milliseconds
 * @param bins that are drawn
 * @param kind what the responses are
 */
record Course(double dtMs, int bins, ResponseKind kind) {
    /** More bins would be narrower than the lines that are drawn of them. */
    static final int MOST_BINS = 5000;

    private static final double PER_SECOND = 1000;

    static Course of(Recording recording, int stimulus) {
        return new Course(
                recording.dtMs(),
                Math.min(MOST_BINS, recording.stimuli().get(stimulus).bins()),
                recording.responseKind());
    }

    double durationMs() {
        return bins * dtMs;
    }

    /** When a bin begins. */
    double begin(int bin) {
        return bin * dtMs;
    }

    /** A response as it is drawn and written: spikes per second, or the trace as it is. */
    double shown(double value) {
        return kind == ResponseKind.COUNTS ? value * PER_SECOND / dtMs : value;
    }

    /** The name of such values at an axis. */
    String unit() {
        return kind == ResponseKind.COUNTS ? "spikes/s" : "response";
    }

    /** The name of such values in a table. */
    String column(String what) {
        return kind == ResponseKind.COUNTS ? what + "_hz" : what;
    }

    /** A time axis over all bins. */
    NumberAxis time() {
        NumberAxis time = Style.number("time (ms)");
        time.setRange(0, durationMs());
        return time;
    }

    /**
     * A mean response over time.
     *
     * @param values as recorded, NaN where nothing was; at least as many as there are bins
     */
    XYPlot mean(double[] values) {
        return kind == ResponseKind.COUNTS ? steps(values) : lines(List.of(values), Ink.MEAN, values);
    }

    /** Each bin a column from zero. */
    private XYPlot steps(double[] values) {
        double highest = 0;
        Path2D path = new Path2D.Double();
        for (int t = 0; t < bins; t++) {
            if (values[t] > 0) {
                double rate = shown(values[t]);
                boolean goesOn = t > 0 && values[t - 1] > 0;
                if (!goesOn) {
                    path.moveTo(begin(t), 0);
                }
                path.lineTo(begin(t), rate);
                path.lineTo(begin(t + 1), rate);
                if (t == bins - 1 || !(values[t + 1] > 0)) {
                    path.lineTo(begin(t + 1), 0);
                    path.closePath();
                }
                highest = Math.max(highest, rate);
            }
        }
        NumberAxis rates = Style.number(unit());
        rates.setRange(0, highest > 0 ? 1.05 * highest : 1);
        XYPlot plot = new XYPlot(null, null, rates, null);
        grey(plot, values, 0, rates.getUpperBound());
        plot.addAnnotation(new XYShapeAnnotation(path, null, null, Ink.MEAN));
        return plot;
    }

    /**
     * Lines that break where nothing was recorded.
     *
     * @param all the values of each line
     * @param colour of all lines
     * @param mean tells where to be grey: where it is NaN
     */
    XYPlot lines(List<double[]> all, Color colour, double[] mean) {
        XYSeriesCollection series = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setDefaultStroke(Ink.THIN);
        renderer.setAutoPopulateSeriesStroke(false);
        renderer.setDefaultPaint(colour);
        renderer.setAutoPopulateSeriesPaint(false);
        for (double[] values : all) {
            XYSeries line = new XYSeries(series.getSeriesCount());
            for (int t = 0; t < bins; t++) {
                line.add(begin(t) + dtMs / 2, values[t], false);
            }
            series.addSeries(line);
        }
        XYPlot plot = new XYPlot(series, null, Style.number(unit()), renderer);
        grey(
                plot,
                mean,
                plot.getRangeAxis().getLowerBound(),
                plot.getRangeAxis().getUpperBound());
        return plot;
    }

    /** Grey where nothing was recorded, from one height of a plot to another. */
    private void grey(XYPlot plot, double[] values, double low, double high) {
        Path2D gaps = new Path2D.Double();
        gaps(gaps, values, low, high);
        plot.addAnnotation(new XYShapeAnnotation(gaps, null, null, Ink.NOT_RECORDED));
    }

    /** Adds a box for each stretch of bins in which nothing was recorded. */
    void gaps(Path2D boxes, double[] values, double low, double high) {
        for (int t = 0; t < bins; t++) {
            if (Double.isNaN(values[t])) {
                int first = t;
                while (t + 1 < bins && Double.isNaN(values[t + 1])) {
                    t++;
                }
                boxes.moveTo(begin(first), low);
                boxes.lineTo(begin(t + 1), low);
                boxes.lineTo(begin(t + 1), high);
                boxes.lineTo(begin(first), high);
                boxes.closePath();
            }
        }
    }
}
