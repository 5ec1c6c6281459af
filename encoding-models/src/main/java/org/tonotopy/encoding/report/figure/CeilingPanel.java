package org.tonotopy.encoding.report.figure;

import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.statistics.SimpleHistogramBin;
import org.jfree.data.statistics.SimpleHistogramDataset;
import org.tonotopy.encoding.report.NeuronSummary;
import org.tonotopy.figure.Figure;
import org.tonotopy.figure.Ink;
import org.tonotopy.figure.Style;

/** How many neurons have which noise ceiling. */
final class CeilingPanel {
    private static final double WIDTH = 360;
    private static final double HEIGHT = 220;
    private static final int COLUMNS = 20;
    private static final double TICK = 0.1;

    private CeilingPanel() {}

    static ReportFigure of(List<NeuronSummary> neurons) {
        FigureTable table = new FigureTable(List.of("neuron", "cc_max", "undefined"));
        SimpleHistogramDataset histogram = new SimpleHistogramDataset("neurons");
        histogram.setAdjustForBinSize(false);
        for (int column = 0; column < COLUMNS; column++) {
            boolean last = column == COLUMNS - 1;
            histogram.addBin(new SimpleHistogramBin((double) column / COLUMNS, (column + 1.0) / COLUMNS, true, last));
        }
        int defined = 0;
        for (NeuronSummary neuron : neurons) {
            OptionalDouble ceiling = neuron.ccMax().value();
            table.line(neuron.index()).cell(ceiling.orElse(Double.NaN));
            table.cell(neuron.ccMax().undefined().orElse("")).end();
            if (ceiling.isPresent()) {
                // Rounding may lift the ceiling of repeats without noise above 1.
                histogram.addObservation(Math.min(1, ceiling.getAsDouble()));
                defined++;
            }
        }
        String undefined = defined == neurons.size() ? "" : " (undefined for " + (neurons.size() - defined) + ")";
        String title = "noise ceiling of " + defined + " of " + neurons.size() + " neurons" + undefined;
        return new ReportFigure(
                FigureSubject.of(FigureSubject.Kind.CEILINGS),
                new Figure(List.of(List.of(new Figure.Panel(Style.chart(title, plot(histogram)), WIDTH, HEIGHT)))),
                table);
    }

    private static XYPlot plot(SimpleHistogramDataset histogram) {
        NumberAxis ceiling = Style.number("highest correlation with the PSTH that a model can reach, CCmax");
        ceiling.setRange(0, 1);
        ceiling.setTickUnit(new NumberTickUnit(TICK, ceiling.getNumberFormatOverride()));
        NumberAxis neurons = Style.number("neurons");
        neurons.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        neurons.setAutoRangeIncludesZero(true);
        neurons.setAutoRangeStickyZero(true);
        XYBarRenderer bars = new XYBarRenderer();
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        bars.setSeriesPaint(0, Ink.MEAN);
        bars.setDrawBarOutline(true);
        bars.setSeriesOutlinePaint(0, Ink.PAPER);
        return new XYPlot(histogram, ceiling, neurons, bars);
    }
}
