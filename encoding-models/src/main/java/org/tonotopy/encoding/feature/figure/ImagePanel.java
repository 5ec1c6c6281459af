package org.tonotopy.encoding.feature.figure;

import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.figure.BandImage;
import org.tonotopy.figure.ColourScale;
import org.tonotopy.figure.Figure;
import org.tonotopy.figure.FrequencyAxis;
import org.tonotopy.figure.Style;

/** One channel of an image: colour over frequency and the time before the response, with its colour bar. */
final class ImagePanel {
    private static final double WIDTH = 290;
    private static final double HEIGHT = 210;
    /** The bar is as high as the plot: what lies above it is the title, what lies below the time axis. */
    private static final double ABOVE_BAR = 24;

    private static final double BELOW_BAR = 34;

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
        BandImage colours = new BandImage(
                image.axes().centerFrequenciesHz(),
                image.bins(),
                (bin, band) -> image.at(channel, band, image.bins() - 1 - bin),
                ColourScale.signed(largest));
        double duration = image.bins() * image.axes().dtMs();
        NumberAxis time = Style.number("time before the response (ms)");
        time.setRange(-duration, 0);
        XYPlot plot = new XYPlot(null, time, FrequencyAxis.of(colours.lowest(), colours.highest()), null);
        plot.addAnnotation(colours.on(-duration, duration));
        JFreeChart chart = Style.chart(title, plot);
        chart.addSubtitle(colours.colourBar(unit, ABOVE_BAR, BELOW_BAR));
        return new Figure.Panel(chart, WIDTH, HEIGHT);
    }
}
