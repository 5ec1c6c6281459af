package org.tonotopy.encoding.report.figure;

import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.tonotopy.encoding.report.Alignment;
import org.tonotopy.encoding.report.Alignment.LagCorrelation;
import org.tonotopy.figure.Figure;
import org.tonotopy.figure.Ink;
import org.tonotopy.figure.Style;

/** How well responses follow the sound level at each lag. */
final class AlignmentPanel {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 220;

    private static final Color TRANSPARENT = new Color(0, 0, 0, 0);
    private static final MathContext WRITTEN = new MathContext(4);

    private AlignmentPanel() {}

    /** @param alignment one with a curve */
    static ReportFigure of(Alignment alignment) {
        FigureTable table = new FigureTable(List.of("lag_bins", "lag_ms", "correlation", "bins"));
        XYSeries curve = new XYSeries("curve");
        for (LagCorrelation point : alignment.curve()) {
            table.line(point.lagBins())
                    .cell(point.lagMs())
                    .cell(point.correlation())
                    .cell(point.bins())
                    .end();
            curve.add(point.lagMs(), point.correlation());
        }
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        renderer.setSeriesPaint(0, Ink.MEAN);
        renderer.setSeriesStroke(0, Ink.LINE);
        NumberAxis lags = Style.number("response later than sound level by (ms)");
        lags.setRange(curve.getMinX(), curve.getMaxX());
        XYPlot plot = new XYPlot(new XYSeriesCollection(curve), lags, Style.number("correlation"), renderer);
        IntervalMarker expected = new IntervalMarker(0, Alignment.LATEST_MS, Ink.EXPECTED);
        expected.setAlpha(1);
        plot.addDomainMarker(expected, Layer.BACKGROUND);
        alignment.peak().ifPresent(peak -> plot.addDomainMarker(marker(peak)));
        String title =
                "sound level and mean response: " + alignment.verdict().name().toLowerCase(Locale.ROOT);
        return new ReportFigure(
                FigureSubject.of(FigureSubject.Kind.ALIGNMENT),
                new Figure(List.of(List.of(new Figure.Panel(Style.chart(title, plot), WIDTH, HEIGHT)))),
                table);
    }

    private static ValueMarker marker(LagCorrelation peak) {
        ValueMarker marker = new ValueMarker(peak.lagMs(), Ink.PEAK, Ink.DASHED);
        marker.setLabel(String.format(Locale.ROOT, "r = %.2f at %s ms", peak.correlation(), plain(peak.lagMs())));
        marker.setLabelBackgroundColor(TRANSPARENT);
        marker.setLabelFont(Style.TICK);
        boolean right = peak.lagMs() < 0;
        marker.setLabelAnchor(right ? RectangleAnchor.BOTTOM_RIGHT : RectangleAnchor.BOTTOM_LEFT);
        marker.setLabelTextAnchor(right ? TextAnchor.BOTTOM_LEFT : TextAnchor.BOTTOM_RIGHT);
        return marker;
    }

    private static String plain(double milliseconds) {
        return BigDecimal.valueOf(milliseconds)
                .round(WRITTEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
