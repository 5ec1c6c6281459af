package org.tonotopy.api.page;

import java.util.List;

/**
 * Points in a drawing of {@link #WIDTH} by {@link #HEIGHT} units; every text is ready to be shown.
 *
 * @param words what it shows, for those who do not see it
 * @param xLabel along the lower edge
 * @param yLabel along the left edge
 * @param xTicks along the lower edge
 * @param yTicks along the left edge
 * @param line through points, or the diagonal; as {@code polyline} takes it; may be empty
 * @param points drawn over it
 */
record PlotView(
        String words,
        String xLabel,
        String yLabel,
        List<Tick> xTicks,
        List<Tick> yTicks,
        String line,
        List<Point> points) {
    static final int WIDTH = 400;
    static final int HEIGHT = 300;

    /** Copies the lists. */
    PlotView {
        xTicks = List.copyOf(xTicks);
        yTicks = List.copyOf(yTicks);
        points = List.copyOf(points);
    }

    /**
     * A number on an axis.
     *
     * @param at where
     * @param text the number
     */
    record Tick(String at, String text) {}

    /**
     * A point.
     *
     * @param x from the left
     * @param y from the top
     * @param text what it is and where
     * @param marked whether it is on the front
     */
    record Point(String x, String y, String text, boolean marked) {}
}
