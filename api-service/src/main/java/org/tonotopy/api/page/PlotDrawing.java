package org.tonotopy.api.page;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tonotopy.api.page.PlotView.Point;
import org.tonotopy.api.page.PlotView.Tick;

/**
 * Places points between two axes.
 *
 * @param x axis along the lower edge
 * @param y axis along the left edge
 */
record PlotDrawing(PlotAxis x, PlotAxis y) {

    /**
     * A point that is not placed yet.
     *
     * @param x its number on the lower edge
     * @param y on the left edge
     * @param text what it is
     * @param marked whether it is on the front
     */
    record Dot(double x, double y, String text, boolean marked) {}

    /** Dots and the line through those that are marked, from left to right. */
    PlotView withFront(String words, String xLabel, String yLabel, List<Dot> dots) {
        String line = dots.stream()
                .filter(Dot::marked)
                .sorted(Comparator.comparingDouble(Dot::x))
                .map(dot -> across(dot.x()) + "," + down(dot.y()))
                .collect(Collectors.joining(" "));
        return view(words, xLabel, yLabel, line, dots);
    }

    /** Dots and the diagonal, on which both numbers are the same. */
    PlotView withDiagonal(String words, String xLabel, String yLabel, List<Dot> dots) {
        return view(words, xLabel, yLabel, "0," + PlotView.HEIGHT + " " + PlotView.WIDTH + ",0", dots);
    }

    private PlotView view(String words, String xLabel, String yLabel, String line, List<Dot> dots) {
        return new PlotView(
                words,
                xLabel,
                yLabel,
                x.ticks().stream()
                        .map(tick -> new Tick(across(tick), x.text(tick)))
                        .toList(),
                y.ticks().stream()
                        .map(tick -> new Tick(down(tick), y.text(tick)))
                        .toList(),
                line,
                points(dots.stream().filter(dot -> !dot.marked())),
                points(dots.stream().filter(Dot::marked)));
    }

    private List<Point> points(Stream<Dot> dots) {
        return dots.map(dot -> new Point("translate(" + across(dot.x()) + " " + down(dot.y()) + ")", dot.text()))
                .toList();
    }

    private String across(double value) {
        return tenths(PlotView.WIDTH * x.place(value));
    }

    private String down(double value) {
        return tenths(PlotView.HEIGHT * (1 - y.place(value)));
    }

    /** A drawing has very many of these: this is quicker than a format. */
    private static String tenths(double number) {
        return String.valueOf(Math.round(10 * number) / 10.0);
    }
}
