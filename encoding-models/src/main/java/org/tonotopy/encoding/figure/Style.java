package org.tonotopy.encoding.figure;

import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;

/** How all figures look. */
public final class Style {
    /** Names of axes. */
    public static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 9);
    /** Numbers at axes. */
    public static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 8);

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 10);

    static {
        // Otherwise labels that stand upright become outlines in an SVG, which nobody can search or edit.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Style() {}

    /** Gives an axis its fonts and colours. */
    public static void axis(ValueAxis axis) {
        axis.setLabelFont(LABEL);
        axis.setTickLabelFont(TICK);
        axis.setAxisLinePaint(Color.BLACK);
        axis.setTickMarkPaint(Color.BLACK);
        axis.setTickLabelPaint(Color.BLACK);
        axis.setLabelPaint(Color.BLACK);
    }

    /** An axis of numbers. */
    public static NumberAxis number(String label) {
        NumberAxis axis = new NumberAxis(label);
        // The same figure on every machine, whatever its language: as many digits as a number has.
        axis.setNumberFormatOverride(
                new DecimalFormat("0.############", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setAutoRangeIncludesZero(false);
        // A point at zero would be cut in half by the axis.
        axis.setAutoRangeStickyZero(false);
        return axis;
    }

    /** Times of neurons, at least a millisecond of them: where all are equal there would be nothing but digits to read. */
    public static NumberAxis milliseconds(String label) {
        NumberAxis axis = number(label);
        axis.setAutoRangeMinimumSize(1);
        return axis;
    }

    /** A chart of a plot on white, without anything that the plot does not have itself. */
    public static JFreeChart chart(String title, XYPlot plot) {
        axis(plot.getDomainAxis());
        axis(plot.getRangeAxis());
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setOutlinePaint(Color.BLACK);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
        TextTitle text = new TextTitle(title, TITLE);
        text.setPaint(Color.BLACK);
        chart.setTitle(text);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(4, 4, 4, 4));
        return chart;
    }
}
