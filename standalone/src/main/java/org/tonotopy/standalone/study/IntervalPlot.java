package org.tonotopy.standalone.study;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Means of a board's entries with their intervals, one line each, on an axis of scores; in units of an SVG.
 *
 * @param width of the axis
 * @param height of all lines
 * @param lines best first
 * @param ticks of the axis
 */
record IntervalPlot(int width, int height, List<Line> lines, List<Tick> ticks) {
    private static final int WIDTH = 420;
    private static final int LINE_HEIGHT = 22;
    private static final double STEP = 0.1;
    private static final StudyNumbers NUMBERS = new StudyNumbers();

    /** Copies the lists. */
    IntervalPlot {
        lines = List.copyOf(lines);
        ticks = List.copyOf(ticks);
    }

    /**
     * An entry.
     *
     * @param label of it
     * @param y middle of its line
     * @param x of its mean
     * @param low of the interval's lower end
     * @param high of its upper end
     * @param text the numbers
     */
    record Line(String label, int y, double x, double low, double high, String text) {}

    /** A number at the axis. */
    record Tick(double x, String text) {}

    /** Draws the entries whose mean is defined. */
    static IntervalPlot of(StudyBoard board) {
        List<StudyBoard.Entry> drawn = board.entries().stream()
                .filter(entry -> entry.mean().isPresent())
                .toList();
        double lowest = drawn.stream().mapToDouble(IntervalPlot::low).min().orElse(0);
        double highest = drawn.stream().mapToDouble(IntervalPlot::high).max().orElse(1);
        int first = (int) Math.floor(lowest / STEP);
        int last = Math.max(first + 1, (int) Math.ceil(highest / STEP));
        double scale = WIDTH / ((last - first) * STEP);
        return new IntervalPlot(
                WIDTH,
                LINE_HEIGHT * drawn.size(),
                IntStream.range(0, drawn.size())
                        .mapToObj(place -> {
                            StudyBoard.Entry entry = drawn.get(place);
                            return new Line(
                                    entry.label(),
                                    LINE_HEIGHT * place + LINE_HEIGHT / 2,
                                    scale * (entry.mean().orElseThrow() - first * STEP),
                                    scale * (low(entry) - first * STEP),
                                    scale * (high(entry) - first * STEP),
                                    NUMBERS.withInterval(entry.mean(), entry.low(), entry.high()));
                        })
                        .toList(),
                IntStream.rangeClosed(first, last)
                        .mapToObj(tick -> new Tick(
                                scale * (tick - first) * STEP, String.format(Locale.ROOT, "%.1f", tick * STEP)))
                        .toList());
    }

    private static double low(StudyBoard.Entry entry) {
        return entry.low().or(entry::mean).orElse(0.0);
    }

    private static double high(StudyBoard.Entry entry) {
        return entry.high().or(entry::mean).orElse(0.0);
    }
}
