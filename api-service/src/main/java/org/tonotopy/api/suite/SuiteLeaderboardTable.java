package org.tonotopy.api.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.api.http.CsvTable;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Interval;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.score.NeuronMetric;

/** The board of a suite as CSV: one row per entry. */
final class SuiteLeaderboardTable {
    private static final List<String> METRIC_COLUMNS =
            List.of("neurons", "mean", "mean_low", "mean_high", "median", "median_low", "median_high");

    private SuiteLeaderboardTable() {}

    static String of(SuiteLeaderboardResponse board) {
        List<String> columns = new ArrayList<>(List.of("rank", "tied", "kind", "label", "units"));
        for (NeuronMetric metric : Leaderboard.BOARD_METRICS) {
            METRIC_COLUMNS.forEach(column -> columns.add(metric.key() + "_" + column));
        }
        for (SuiteBenchmarkResponse benchmark : board.benchmarks()) {
            columns.add(benchmark.benchmark() + "_neurons");
            columns.add(benchmark.benchmark() + "_mean");
            columns.add(benchmark.benchmark() + "_models");
        }
        columns.addAll(List.of("authors", "newest", "spec_sha256"));
        CsvTable table = new CsvTable(columns);
        board.entries().forEach(entry -> table.row(row(entry)));
        return table.toString();
    }

    private static List<Object> row(SuiteLeaderboardResponse.Entry entry) {
        List<Object> row = new ArrayList<>(List.of(
                entry.rank(),
                entry.tied(),
                entry.kind(),
                entry.label(),
                entry.units().name().toLowerCase(Locale.ROOT)));
        for (NeuronMetric metric : Leaderboard.BOARD_METRICS) {
            Optional<Interval> interval = entry.interval(metric.key());
            row.add(interval.map(Interval::neurons));
            row.add(interval.flatMap(Interval::mean));
            row.add(interval.flatMap(Interval::meanLow));
            row.add(interval.flatMap(Interval::meanHigh));
            row.add(interval.flatMap(Interval::median));
            row.add(interval.flatMap(Interval::medianLow));
            row.add(interval.flatMap(Interval::medianHigh));
        }
        for (SuiteLeaderboardResponse.OnBenchmark part : entry.benchmarks()) {
            row.add(part.counted());
            row.add(part.mean());
            row.add(String.join(" ", part.models()));
        }
        row.addAll(List.of(String.join(" ", entry.authors()), entry.newest(), entry.specSha256()));
        return row;
    }
}
