package org.tonotopy.encoding.feature.figure;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.tonotopy.encoding.feature.FeatureImage;

/** One channel of an image: colour over frequency and the time before the response, with its colour bar. */
final class ImagePanel {
    private static final double WIDTH = 290;
    private static final double HEIGHT = 210;
    /** Pixels of the drawn image along frequency: each band has at least a few, however they are spaced. */
    private static final int ROWS = 680;
    /** Pixels along time: at least these, a whole number to a bin. */
    private static final int LEAST_COLUMNS = 800;

    private ImagePanel() {}

    /**
     * Draws a channel.
     *
     * @param title above it
     * @param image what is drawn
     * @param channel which channel
     * @param largest value at which the colours end; above 0
     * @param unit of the values, for the colour bar
     */
    static Figure.Panel of(String title, FeatureImage image, int channel, double largest, String unit) {
        double[] edges = FrequencyAxis.edges(image.axes().centerFrequenciesHz());
        double lowest = edges[0];
        double highest = edges[edges.length - 1];
        double duration = image.bins() * image.axes().dtMs();
        NumberAxis time = Style.number("time before the response (ms)");
        time.setRange(-duration, 0);
        XYPlot plot = new XYPlot(null, time, FrequencyAxis.of(lowest, highest), null);
        SignedColours colours = new SignedColours(largest);
        plot.addAnnotation(new XYDataImageAnnotation(
                pixels(image, channel, edges, colours), -duration, lowest, duration, highest - lowest));
        JFreeChart chart = Style.chart(title, plot);
        chart.addSubtitle(colourBar(colours, unit));
        return new Figure.Panel(chart, WIDTH, HEIGHT);
    }

    private static BufferedImage pixels(FeatureImage image, int channel, double[] edges, SignedColours colours) {
        int perBin = (LEAST_COLUMNS + image.bins() - 1) / image.bins();
        int columns = image.bins() * perBin;
        BufferedImage pixels = new BufferedImage(columns, ROWS, BufferedImage.TYPE_BYTE_INDEXED, colours.palette());
        int[] levels = new int[columns];
        double lowest = edges[0];
        double highest = edges[edges.length - 1];
        for (int row = 0; row < ROWS; row++) {
            double place = highest - (row + 0.5) * (highest - lowest) / ROWS;
            int band = 0;
            while (place >= edges[band + 1]) {
                band++;
            }
            for (int bin = 0; bin < image.bins(); bin++) {
                int level = colours.level(image.at(channel, band, image.bins() - 1 - bin));
                Arrays.fill(levels, bin * perBin, (bin + 1) * perBin, level);
            }
            pixels.getRaster().setPixels(0, row, columns, 1, levels);
        }
        return pixels;
    }

    private static PaintScaleLegend colourBar(SignedColours colours, String unit) {
        NumberAxis axis = Style.number(unit);
        Style.axis(axis);
        PaintScaleLegend bar = new PaintScaleLegend(colours, axis);
        bar.setPosition(RectangleEdge.RIGHT);
        bar.setStripWidth(8);
        bar.setSubdivisionCount(128);
        bar.setMargin(new RectangleInsets(24, 4, 34, 2));
        bar.setBackgroundPaint(Color.WHITE);
        bar.setStripOutlineVisible(true);
        bar.setStripOutlinePaint(Color.BLACK);
        return bar;
    }
}
