package org.tonotopy.encoding.feature.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.tonotopy.encoding.feature.dream.Dream;
import org.tonotopy.encoding.feature.dream.DreamRun;
import org.tonotopy.figure.Figure;
import org.tonotopy.figure.Style;

/** How the response rose while a dream was made. */
final class LinePanel {
    private static final double WIDTH = 230;
    private static final double HEIGHT = 210;
    private static final BasicStroke THIN = new BasicStroke(0.8f);
    private static final BasicStroke DASHED =
            new BasicStroke(0.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {3, 3}, 0);

    private LinePanel() {}

    /** Each restart's response over its steps, and the strongest response to a real sound. */
    static Figure.Panel trace(String title, Dream dream) {
        XYSeriesCollection series = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        // One path for each restart, and not one for each of its steps.
        renderer.setDrawSeriesLineAsPath(true);
        for (DreamRun run : dream.runs()) {
            XYSeries trace = new XYSeries(run.restart());
            for (int step = 0; step < run.trace().length; step++) {
                if (Float.isFinite(run.trace()[step])) {
                    trace.add(step, run.trace()[step]);
                }
            }
            renderer.setSeriesPaint(series.getSeriesCount(), Color.BLACK);
            renderer.setSeriesStroke(series.getSeriesCount(), THIN);
            series.addSeries(trace);
        }
        XYPlot plot = new XYPlot(series, Style.number("step"), Style.number("response"), renderer);
        if (Double.isFinite(dream.strongestReal())) {
            ValueMarker real = new ValueMarker(dream.strongestReal(), new Color(160, 90, 0), DASHED);
            real.setLabel("strongest real sound");
            real.setLabelFont(Style.TICK);
            real.setLabelAnchor(RectangleAnchor.BOTTOM_RIGHT);
            real.setLabelTextAnchor(TextAnchor.TOP_RIGHT);
            plot.addRangeMarker(real);
        }
        return new Figure.Panel(Style.chart(title, plot), WIDTH, HEIGHT);
    }
}
