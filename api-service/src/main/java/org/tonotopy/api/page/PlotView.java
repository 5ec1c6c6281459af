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
 * @param dots drawn over it
 * @param best those of the front, drawn over them
 */
record PlotView(
        String words,
        String xLabel,
        String yLabel,
        List<Tick> xTicks,
        List<Tick> yTicks,
        String line,
        List<Point> dots,
        List<Point> best) {
    static final int WIDTH = 400;
    static final int HEIGHT = 300;

    /** Copies the lists. */
    PlotView {
        xTicks = List.copyOf(xTicks);
        yTicks = List.copyOf(yTicks);
        dots = List.copyOf(dots);
        best = List.copyOf(best);
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
     * @param place as {@code transform} takes it
     * @param text what it is and where
     */
    record Point(String place, String text) {}
}
