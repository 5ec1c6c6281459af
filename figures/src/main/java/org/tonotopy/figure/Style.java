package org.tonotopy.figure;

import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
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

    /** Between plots above each other, in points. */
    private static final double GAP = 8;

    /** More of a name does not fit above a chart. */
    private static final int LONGEST_NAME = 48;

    private Style() {}

    /**
     * A name that somebody gave, as much of it as fits into a title; what an XML file cannot hold is replaced, because a
     * figure is one.
     */
    public static String name(String given) {
        String writable = given.codePoints()
                .map(letter -> letter < ' ' || letter == 0xFFFE || letter == 0xFFFF ? '\uFFFD' : letter)
                .limit(LONGEST_NAME + 1L)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        int length = writable.codePointCount(0, writable.length());
        return length <= LONGEST_NAME
                ? writable
                : writable.substring(0, writable.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }

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
        onWhite(plot);
        return titled(title, plot);
    }

    /**
     * Plots above each other on one time axis.
     *
     * @param title above them
     * @param time the axis below them
     * @param plots from top to bottom, without a domain axis of their own
     * @param heights in proportion
     */
    public static JFreeChart stacked(String title, NumberAxis time, List<XYPlot> plots, int... heights) {
        axis(time);
        CombinedDomainXYPlot stack = new CombinedDomainXYPlot(time);
        stack.setGap(GAP);
        stack.setAxisOffset(RectangleInsets.ZERO_INSETS);
        for (int i = 0; i < plots.size(); i++) {
            onWhite(plots.get(i));
            stack.add(plots.get(i), heights[i]);
        }
        return titled(title, stack);
    }

    private static void onWhite(XYPlot plot) {
        axis(plot.getRangeAxis());
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setOutlinePaint(Color.BLACK);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    }

    private static JFreeChart titled(String title, XYPlot plot) {
        JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
        TextTitle text = new TextTitle(title, TITLE);
        text.setPaint(Color.BLACK);
        chart.setTitle(text);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(4, 4, 4, 4));
        return chart;
    }
}
