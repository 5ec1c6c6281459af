package org.tonotopy.encoding.feature.figure;

import java.awt.Color;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.stream.IntStream;
import org.jfree.chart.renderer.PaintScale;

/**
 * Colours for values with a sign: from dark blue over the grey of zero to light yellow. Lightness rises all the way, so that
 * sign and size can be read without colour too; a scale that is pale at zero and dark at both ends says neither in grey.
 */
final class SignedColours implements PaintScale {
    /** From the most negative to the most positive; lightness rises in even steps around that of zero. */
    private static final int[][] STOPS = {
        {8, 24, 88}, {26, 66, 142}, {70, 110, 172}, {140, 140, 140}, {206, 160, 84}, {244, 200, 92}, {255, 246, 178}
    };

    /** Colours of an image: an odd number, so that zero has its own. */
    private static final int LEVELS = 255;

    private final double largest;

    /**
     * @param largest size at which the colours end; above 0
     */
    SignedColours(double largest) {
        this.largest = largest;
    }

    @Override
    public double getLowerBound() {
        return -largest;
    }

    @Override
    public double getUpperBound() {
        return largest;
    }

    /** All colours of an image, from the most negative. */
    IndexColorModel palette() {
        int[] colours = IntStream.range(0, LEVELS)
                .map(level -> getPaint(((double) level / (LEVELS - 1) * 2 - 1) * largest)
                        .getRGB())
                .toArray();
        return new IndexColorModel(Byte.SIZE, LEVELS, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
    }

    /** Where in the palette the colour of a value is. */
    int level(double value) {
        return (int) Math.rint((Math.max(-1, Math.min(1, value / largest)) + 1) / 2 * (LEVELS - 1));
    }

    @Override
    public Color getPaint(double value) {
        double place = (Math.max(-1, Math.min(1, value / largest)) + 1) / 2 * (STOPS.length - 1);
        int below = Math.min((int) place, STOPS.length - 2);
        double share = place - below;
        int[] mixed = new int[3];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (int) Math.round(STOPS[below][i] + share * (STOPS[below + 1][i] - STOPS[below][i]));
        }
        return new Color(mixed[0], mixed[1], mixed[2]);
    }
}
