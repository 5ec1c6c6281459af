package org.tonotopy.figure;

import java.awt.Color;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.stream.IntStream;
import org.jfree.chart.renderer.PaintScale;

/**
 * Colours for values. Lightness rises from the lowest to the highest all the way, so that values can be read without colour
 * too: a scale that is pale at zero and dark at both ends says neither sign nor size in grey.
 */
public final class ColourScale implements PaintScale {
    /** From dark blue over the grey of zero to light yellow; lightness rises in even steps around that of zero. */
    private static final int[][] SIGNED = {
        {8, 24, 88}, {26, 66, 142}, {70, 110, 172}, {140, 140, 140}, {206, 160, 84}, {244, 200, 92}, {255, 246, 178}
    };

    /** From the dark of silence to light yellow, without a grey: grey is what was not recorded. */
    private static final int[][] LEVELS = {
        {14, 16, 58}, {32, 52, 122}, {34, 96, 148}, {50, 140, 142}, {118, 182, 112}, {206, 214, 100}, {255, 248, 190}
    };

    /** Colours of an image: an odd number, so that the middle has its own. */
    private static final int COLOURS = 255;

    private final double lowest;
    private final double highest;
    private final int[][] stops;

    private ColourScale(double lowest, double highest, int[][] stops) {
        if (!(lowest < highest)) {
            throw new IllegalArgumentException("colours from " + lowest + " to " + highest);
        }
        this.lowest = lowest;
        this.highest = highest;
        this.stops = stops;
    }

    /**
     * For values with a sign: zero is grey.
     *
     * @param largest size at which the colours end; above 0
     */
    public static ColourScale signed(double largest) {
        return new ColourScale(-largest, largest, SIGNED);
    }

    /** For levels, from the lowest to the highest. */
    public static ColourScale levels(double lowest, double highest) {
        return new ColourScale(lowest, highest, LEVELS);
    }

    @Override
    public double getLowerBound() {
        return lowest;
    }

    @Override
    public double getUpperBound() {
        return highest;
    }

    /** All colours of an image, from the lowest. */
    IndexColorModel palette() {
        int[] colours = IntStream.range(0, COLOURS)
                .map(index -> mixed((double) index / (COLOURS - 1)).getRGB())
                .toArray();
        return new IndexColorModel(Byte.SIZE, COLOURS, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    /** Where in the palette the colour of a value is. */
    int index(double value) {
        return (int) Math.rint(share(value) * (COLOURS - 1));
    }

    @Override
    public Color getPaint(double value) {
        return mixed(share(value));
    }

    /** How far between lowest and highest. */
    private double share(double value) {
        return Math.max(0, Math.min(1, (value - lowest) / (highest - lowest)));
    }

    private Color mixed(double share) {
        double place = share * (stops.length - 1);
        int below = Math.min((int) place, stops.length - 2);
        double rest = place - below;
        int[] mixed = new int[3];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (int) Math.round(stops[below][i] + rest * (stops[below + 1][i] - stops[below][i]));
        }
        return new Color(mixed[0], mixed[1], mixed[2]);
    }
}
