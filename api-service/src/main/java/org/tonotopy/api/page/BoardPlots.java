package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Entry;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Metric;
import org.tonotopy.api.page.PlotDrawing.Dot;

/**
 * Draws the accuracy of a board's entries against what they cost.
 *
 * @param entries of the board
 * @param labels of them
 * @param metric key of the ranking metric
 * @param metricName the same for people
 */
record BoardPlots(List<Entry> entries, EntryLabels labels, String metric, String metricName) {
    /** Copies the list. */
    BoardPlots {
        entries = List.copyOf(entries);
    }

    /** Against parameters and against fit time; none where no entry has a mean. */
    List<PlotView> all() {
        return entries.stream().allMatch(entry -> mean(entry).isEmpty())
                ? List.of()
                : List.of(
                        plot(
                                "fitted parameters",
                                entry -> entry.parameterCount().map(Long::doubleValue),
                                Entry::onParameterFront),
                        plot("fit time in seconds", Entry::fitSeconds, Entry::onFitTimeFront));
    }

    private PlotView plot(String costName, Function<Entry, Optional<Double>> cost, Predicate<Entry> front) {
        // A cost that is zero or not known has no logarithm, and no place here.
        List<Dot> dots = entries.stream()
                .flatMap(entry -> mean(entry).stream()
                        .flatMap(mean -> cost.apply(entry).filter(known -> known > 0).stream()
                                .map(known -> new Dot(
                                        known,
                                        mean,
                                        labels.of(entry.specSha256()) + ": " + PageNumbers.score(Optional.of(mean))
                                                + ", "
                                                + PageNumbers.plain(known) + " " + costName
                                                + (front.test(entry) ? ", on the front" : ""),
                                        front.test(entry)))))
                .toList();
        return new PlotDrawing(
                        PlotAxis.ofMagnitudes(dots.stream().mapToDouble(Dot::x)),
                        PlotAxis.ofScores(dots.stream().mapToDouble(Dot::y)))
                .withFront(
                        "Mean " + metricName + " against " + costName
                                + "; the line joins the models that none beats in both.",
                        costName,
                        "mean " + metricName,
                        dots);
    }

    private Optional<Double> mean(Entry entry) {
        return entry.metric(metric).flatMap(Metric::mean);
    }
}
