package org.tonotopy.api.leaderboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tonotopy.api.http.CsvTable;

/** A board as CSV: one row per entry. */
final class LeaderboardTable {
    private static final List<String> METRICS = List.of("cc_norm", "cc");
    private static final List<String> METRIC_COLUMNS = List.of(
            "mean",
            "mean_low",
            "mean_high",
            "median",
            "median_low",
            "median_high",
            "mean_deviation",
            "counted",
            "left_out");

    private LeaderboardTable() {}

    static String of(LeaderboardResponse board) {
        List<String> columns = new ArrayList<>(List.of(
                "rank",
                "tied",
                "kind",
                "label",
                "models",
                "seeds",
                "units",
                "ensemble_of",
                "folds",
                "parameter_count"));
        METRICS.forEach(metric -> METRIC_COLUMNS.forEach(column -> columns.add(metric + "_" + column)));
        columns.addAll(
                List.of("fit_seconds", "on_parameter_front", "on_fit_time_front", "authors", "newest", "spec_sha256"));
        CsvTable table = new CsvTable(columns);
        board.entries().forEach(entry -> table.row(row(entry)));
        return table.toString();
    }

    private static List<Object> row(LeaderboardResponse.Entry entry) {
        List<Object> row = new ArrayList<>(List.of(
                entry.rank(),
                entry.tied(),
                entry.kind(),
                entry.label(),
                String.join(" ", entry.models()),
                entry.seeds().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                entry.units().name().toLowerCase(Locale.ROOT),
                String.join(" ", entry.ensembleOf()),
                entry.folds(),
                entry.parameterCount()));
        for (String name : METRICS) {
            Optional<LeaderboardResponse.Metric> metric = entry.metric(name);
            Optional<LeaderboardResponse.Interval> interval = metric.flatMap(LeaderboardResponse.Metric::interval);
            row.add(metric.flatMap(LeaderboardResponse.Metric::mean));
            row.add(interval.flatMap(LeaderboardResponse.Interval::meanLow));
            row.add(interval.flatMap(LeaderboardResponse.Interval::meanHigh));
            row.add(metric.flatMap(LeaderboardResponse.Metric::median));
            row.add(interval.flatMap(LeaderboardResponse.Interval::medianLow));
            row.add(interval.flatMap(LeaderboardResponse.Interval::medianHigh));
            row.add(metric.flatMap(LeaderboardResponse.Metric::meanDeviation));
            row.add(metric.map(LeaderboardResponse.Metric::counted));
            row.add(metric.map(LeaderboardResponse.Metric::leftOut));
        }
        row.addAll(List.of(
                entry.fitSeconds(),
                entry.onParameterFront(),
                entry.onFitTimeFront(),
                String.join(" ", entry.authors()),
                entry.newest(),
                entry.specSha256()));
        return row;
    }
}
