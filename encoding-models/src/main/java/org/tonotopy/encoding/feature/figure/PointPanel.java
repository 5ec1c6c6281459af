package org.tonotopy.encoding.feature.figure;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.function.Function;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.tonotopy.encoding.feature.FeatureSummary;
import org.tonotopy.encoding.feature.FeatureValue;
import org.tonotopy.figure.Figure;
import org.tonotopy.figure.Style;

/** Two numbers of each neuron against each other. */
final class PointPanel {
    private static final double SIDE = 230;

    private PointPanel() {}

    /**
     * One point for each neuron that has both numbers; how many have is written above.
     *
     * @param title above it
     * @param asked how many neurons there are, with or without numbers
     * @param across and up: the axes, and where a neuron stands on them
     */
    static Figure.Panel of(
            String title,
            int asked,
            List<FeatureSummary> summaries,
            NumberAxis across,
            Function<FeatureSummary, FeatureValue> acrossOf,
            NumberAxis up,
            Function<FeatureSummary, FeatureValue> upOf) {
        XYSeries points = new XYSeries("neurons");
        for (FeatureSummary summary : summaries) {
            FeatureValue x = acrossOf.apply(summary);
            FeatureValue y = upOf.apply(summary);
            if (x.isDefined() && y.isDefined()) {
                points.add(x.value(), y.value());
            }
        }
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-2, -2, 4, 4));
        renderer.setSeriesPaint(0, new Color(26, 66, 142, 150));
        XYPlot plot = new XYPlot(new XYSeriesCollection(points), across, up, renderer);
        String counted = title + " (" + points.getItemCount() + " of " + asked + " neurons)";
        return new Figure.Panel(Style.chart(counted, plot), SIDE, SIDE);
    }
}
