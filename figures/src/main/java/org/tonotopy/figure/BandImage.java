package org.tonotopy.figure;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * Values over frequency bands and time bins as an image of colours, for a plot whose frequency axis is a
 * {@link FrequencyAxis}.
 *
 * @param centresHz centre of each band, increasing
 * @param bins number of time bins
 * @param values the value of a bin and a band
 * @param colours of the values
 */
public record BandImage(List<Double> centresHz, int bins, Values values, ColourScale colours) {
    /** Pixels of the image along frequency: each band has at least a few, however they are spaced. */
    private static final int ROWS = 680;
    /** Pixels along time: at least these, a whole number to a bin. */
    private static final int LEAST_COLUMNS = 800;

    /** Where the values are. */
    @FunctionalInterface
    public interface Values {
        /** The value of a bin and a band. */
        double at(int bin, int band);
    }

    /** Copies the frequencies. */
    public BandImage {
        centresHz = List.copyOf(centresHz);
    }

    /**
     * A sound, in colours from its lowest level to its highest.
     *
     * @param centresHz centre of each band, increasing
     * @param bins number of time bins
     * @param levels in decibels
     */
    public static BandImage ofSound(List<Double> centresHz, int bins, Values levels) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int bin = 0; bin < bins; bin++) {
            for (int band = 0; band < centresHz.size(); band++) {
                lowest = Math.min(lowest, levels.at(bin, band));
                highest = Math.max(highest, levels.at(bin, band));
            }
        }
        return new BandImage(
                centresHz,
                bins,
                levels,
                lowest < highest ? ColourScale.levels(lowest, highest) : ColourScale.levels(lowest - 1, lowest + 1));
    }

    /** The place on the frequency axis at which the lowest band begins. */
    public double lowest() {
        return FrequencyAxis.edges(centresHz)[0];
    }

    /** The place on the frequency axis at which the highest band ends. */
    public double highest() {
        return FrequencyAxis.edges(centresHz)[centresHz.size()];
    }

    /**
     * The image on a plot.
     *
     * @param begin where its first bin begins on the time axis
     * @param duration of all bins on the time axis
     */
    public XYDataImageAnnotation on(double begin, double duration) {
        return new XYDataImageAnnotation(pixels(), begin, lowest(), duration, highest() - lowest());
    }

    private BufferedImage pixels() {
        double[] edges = FrequencyAxis.edges(centresHz);
        int perBin = (LEAST_COLUMNS + bins - 1) / bins;
        int columns = bins * perBin;
        BufferedImage pixels = new BufferedImage(columns, ROWS, BufferedImage.TYPE_BYTE_INDEXED, colours.palette());
        int[] row = new int[columns];
        double lowest = edges[0];
        double highest = edges[edges.length - 1];
        for (int y = 0; y < ROWS; y++) {
            double place = highest - (y + 0.5) * (highest - lowest) / ROWS;
            int band = 0;
            while (place >= edges[band + 1]) {
                band++;
            }
            for (int bin = 0; bin < bins; bin++) {
                Arrays.fill(row, bin * perBin, (bin + 1) * perBin, colours.index(values.at(bin, band)));
            }
            pixels.getRaster().setPixels(0, y, columns, 1, row);
        }
        return pixels;
    }

    /**
     * What the colours mean, to stand right of the plot.
     *
     * @param unit of the values
     * @param above points from the top of the chart to the bar
     * @param below points from the bar to the bottom of the chart
     */
    public PaintScaleLegend colourBar(String unit, double above, double below) {
        NumberAxis axis = Style.number(unit);
        Style.axis(axis);
        PaintScaleLegend bar = new PaintScaleLegend(colours, axis);
        bar.setPosition(RectangleEdge.RIGHT);
        bar.setStripWidth(8);
        bar.setSubdivisionCount(128);
        bar.setMargin(new RectangleInsets(above, 4, below, 2));
        bar.setBackgroundPaint(Color.WHITE);
        bar.setStripOutlineVisible(true);
        bar.setStripOutlinePaint(Color.BLACK);
        return bar;
    }
}
