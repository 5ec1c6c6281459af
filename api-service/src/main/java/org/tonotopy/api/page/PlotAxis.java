package org.tonotopy.api.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Where numbers lie along an axis.
 *
 * @param low number at its beginning, or its decimal logarithm
 * @param high number at its end, or its decimal logarithm
 * @param step between two ticks
 * @param logarithmic whether decades are equally long
 */
record PlotAxis(double low, double high, double step, boolean logarithmic) {
    private static final double TENTH = 0.1;
    private static final int MOST_TICKS = 8;

    /** An axis in tenths that holds all values. */
    static PlotAxis ofScores(DoubleStream values) {
        return ofSteps(values, TENTH, false);
    }

    /** An axis in decades that holds all values, which are positive. */
    static PlotAxis ofMagnitudes(DoubleStream values) {
        return ofSteps(values.map(Math::log10), 1, true);
    }

    private static PlotAxis ofSteps(DoubleStream values, double smallest, boolean logarithmic) {
        double[] all = values.sorted().toArray();
        double first = all.length == 0 ? 0 : Math.floor(all[0] / smallest);
        double last = all.length == 0 ? 1 : Math.ceil(all[all.length - 1] / smallest);
        double end = Math.max(last, first + 1);
        double every = Math.ceil((end - first) / MOST_TICKS);
        return new PlotAxis(first * smallest, end * smallest, every * smallest, logarithmic);
    }

    /** Where a number lies, from 0 to 1. */
    double place(double value) {
        return ((logarithmic ? Math.log10(value) : value) - low) / (high - low);
    }

    /** The numbers to be written beside it. */
    List<Double> ticks() {
        int count = (int) Math.floor((high - low) / step + 1e-9) + 1;
        return IntStream.range(0, count)
                .mapToObj(index -> low + index * step)
                .map(at -> logarithmic ? Math.pow(10, at) : at)
                .toList();
    }

    /** A tick's number in words. */
    String text(double tick) {
        return logarithmic
                ? tick >= 1 ? String.format(Locale.ROOT, "%,.0f", tick) : String.format(Locale.ROOT, "%.1g", tick)
                : String.format(Locale.ROOT, "%.1f", tick);
    }
}
