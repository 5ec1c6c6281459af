package org.tonotopy.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.annotations.XYShapeAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * A stretch of a stimulus on a time axis, and what is drawn along it. Values begin with its first bin.
 *
 * @param dtMs width of a bin in milliseconds
 * @param first bin of the stimulus that is drawn, from 0
 * @param bins that are drawn
 * @param counts whether responses are spike counts; otherwise they are signed traces
 */
public record Course(double dtMs, int first, int bins, boolean counts) {
    /** More bins would be narrower than the lines that are drawn of them. */
    public static final int MOST_BINS = 5000;

    /** How much of its row a tick of a raster fills. */
    private static final double TICK = 0.8;

    private static final double PER_SECOND = 1000;

    /** The beginning of a stimulus, as much of it as can be drawn. */
    public static Course beginning(double dtMs, int bins, boolean counts) {
        return new Course(dtMs, 0, Math.min(MOST_BINS, bins), counts);
    }

    /** How long it is. */
    public double durationMs() {
        return bins * dtMs;
    }

    /** When a bin begins. */
    public double begin(int bin) {
        return (first + bin) * dtMs;
    }

    /** A response as it is drawn and written: spikes per second, or the trace as it is. */
    public double shown(double value) {
        return counts ? value * PER_SECOND / dtMs : value;
    }

    /** The name of such values at an axis. */
    public String unit() {
        return counts ? "spikes/s" : "response";
    }

    /** The name of such values in a table. */
    public String column(String what) {
        return counts ? what + "_hz" : what;
    }

    /** A time axis over all bins. */
    public NumberAxis time() {
        NumberAxis time = Style.number("time (ms)");
        time.setRange(begin(0), begin(bins));
        return time;
    }

    /** A sound of as many bins. */
    public XYPlot sound(BandImage image) {
        XYPlot plot = new XYPlot(null, null, FrequencyAxis.inKilohertz(image.lowest(), image.highest()), null);
        plot.addAnnotation(image.on(begin(0), durationMs()));
        return plot;
    }

    /**
     * A mean response over time.
     *
     * @param values as recorded, NaN where nothing was; at least as many as there are bins
     */
    public XYPlot mean(double[] values) {
        return counts ? steps(values) : lines(List.of(values), Ink.MEAN, values);
    }

    /** Each bin a column from zero. */
    private XYPlot steps(double[] values) {
        double highest = highest(values);
        NumberAxis rates = Style.number(unit());
        rates.setRange(0, highest > 0 ? 1.05 * highest : 1);
        XYPlot plot = new XYPlot(null, null, rates, null);
        grey(plot, values, 0, rates.getUpperBound());
        plot.addAnnotation(new XYShapeAnnotation(columns(values), null, null, Ink.MEAN));
        return plot;
    }

    /** 0 where nothing is above it. */
    private double highest(double[] values) {
        double highest = 0;
        for (int t = 0; t < bins; t++) {
            // A comparison with NaN is false.
            if (values[t] > 0) {
                highest = Math.max(highest, shown(values[t]));
            }
        }
        return highest;
    }

    private Path2D columns(double[] values) {
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
            }
        }
        return path;
    }

    /**
     * A prediction over the mean response that it is of. Of counts the mean response is columns from zero, of traces a line.
     *
     * @param mean NaN where nothing was recorded; none where it is not to be seen
     * @param prediction of every bin
     */
    public XYPlot prediction(Optional<double[]> mean, double[] prediction) {
        XYSeriesCollection series = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        line(series, renderer, prediction, Ink.PREDICTED, Ink.STRONG);
        if (!counts) {
            mean.ifPresent(values -> line(series, renderer, values, Ink.MEASURED, Ink.LINE));
        }
        XYPlot plot = new XYPlot(series, null, Style.number(unit()), renderer);
        double low = plot.getRangeAxis().getLowerBound();
        double high = plot.getRangeAxis().getUpperBound();
        if (counts) {
            low = Math.min(0, low);
            high = Math.max(high, 1.05 * mean.map(this::highest).orElse(0.0));
            plot.getRangeAxis().setRange(low, high);
        }
        if (mean.isPresent()) {
            grey(plot, mean.get(), low, high);
            if (counts) {
                XYShapeAnnotation columns = new XYShapeAnnotation(columns(mean.get()), null, null, Ink.MEASURED);
                renderer.addAnnotation(columns, Layer.BACKGROUND);
            }
        }
        return plot;
    }

    private void line(
            XYSeriesCollection series,
            XYLineAndShapeRenderer renderer,
            double[] values,
            Color colour,
            BasicStroke stroke) {
        renderer.setSeriesPaint(series.getSeriesCount(), colour);
        renderer.setSeriesStroke(series.getSeriesCount(), stroke);
        series.addSeries(series(series.getSeriesCount(), values));
    }

    /** A point in the middle of each bin. */
    private XYSeries series(int name, double[] values) {
        XYSeries line = new XYSeries(name);
        for (int t = 0; t < bins; t++) {
            line.add(begin(t) + dtMs / 2, shown(values[t]), false);
        }
        return line;
    }

    /**
     * The repeats of a neuron: of counts a raster, a tick where a bin holds spikes, one row per repeat; of traces their lines.
     *
     * @param repeats NaN where nothing was recorded
     * @param mean of them, which is NaN where none was recorded
     */
    public XYPlot repeats(List<double[]> repeats, double[] mean) {
        return counts ? raster(repeats) : lines(repeats, Ink.ONE_OF_MANY, mean);
    }

    private XYPlot raster(List<double[]> repeats) {
        Path2D spikes = new Path2D.Double();
        Path2D gaps = new Path2D.Double();
        for (int row = 0; row < repeats.size(); row++) {
            double[] repeat = repeats.get(row);
            for (int t = 0; t < bins; t++) {
                if (repeat[t] > 0) {
                    double middle = begin(t) + dtMs / 2;
                    spikes.moveTo(middle, row + 1 - TICK / 2);
                    spikes.lineTo(middle, row + 1 + TICK / 2);
                }
            }
            gaps(gaps, repeat, row + 0.5, row + 1.5);
        }
        NumberAxis rows = Style.number("repeat");
        rows.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        rows.setInverted(true);
        rows.setRange(0.5, Math.max(1, repeats.size()) + 0.5);
        XYPlot plot = new XYPlot(null, null, rows, null);
        plot.addAnnotation(new XYShapeAnnotation(gaps, null, null, Ink.NOT_RECORDED));
        plot.addAnnotation(new XYShapeAnnotation(spikes, Ink.THIN, Ink.SPIKE, null));
        return plot;
    }

    /**
     * Lines that break where nothing was recorded.
     *
     * @param all the values of each line
     * @param colour of all lines
     * @param mean tells where to be grey: where it is NaN
     */
    private XYPlot lines(List<double[]> all, Color colour, double[] mean) {
        XYSeriesCollection series = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setDefaultStroke(Ink.THIN);
        renderer.setAutoPopulateSeriesStroke(false);
        renderer.setDefaultPaint(colour);
        renderer.setAutoPopulateSeriesPaint(false);
        for (double[] values : all) {
            series.addSeries(series(series.getSeriesCount(), values));
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
    private void gaps(Path2D boxes, double[] values, double low, double high) {
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
