package org.tonotopy.client.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.BoardComparison;
import org.tonotopy.client.generated.model.BoardInterval;
import org.tonotopy.client.generated.model.BoardMetric;
import org.tonotopy.client.generated.model.Leaderboard;
import org.tonotopy.client.generated.model.LeaderboardEntry;
import org.tonotopy.client.generated.model.SuiteLeaderboard;
import org.tonotopy.client.generated.model.SuiteLeaderboardEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a board. */
@Command(
        name = "leaderboard",
        description = "Show the board of a benchmark: rank (= where tied), mean over neurons with its 95 %% interval,"
                + " spread over seeds, cost. With --suite that of a suite: over the neurons of all of its benchmarks,"
                + " and the mean on each.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tonotopy leaderboard ns1-natural@1",
            "  tonotopy leaderboard ns1-natural@1 --min-seeds 3 --sort parameters",
            "  tonotopy leaderboard --suite cortex@1"
        })
final class LeaderboardCommand extends ServerCommand {
    @Parameters(paramLabel = "BENCHMARK", description = "Name and version; with --suite those of a suite.")
    private String reference = "";

    @Option(names = "--suite", description = "The board of a suite instead.")
    private boolean suite;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only models of this kind.")
    private @Nullable String kind;

    @Option(names = "--author", paramLabel = "ACCOUNT", description = "Only those that this account asked for.")
    private @Nullable String author;

    @Option(names = "--units", paramLabel = "UNITS", description = "Only population or each_neuron.")
    private @Nullable String units;

    @Option(names = "--min-seeds", paramLabel = "N", description = "Only those with so many seeds.")
    private @Nullable Integer minSeeds;

    @Option(names = "--search", paramLabel = "WORDS", description = "Only those with all of these words.")
    private @Nullable String search;

    @Option(
            names = "--sort",
            paramLabel = "BY",
            description = "mean (the default), median, rank, parameters, fit_time or newest.")
    private @Nullable String sort;

    LeaderboardCommand(Screen screen) {
        super(screen);
    }

    @Override
    ExitCode run(Tonotopy server) {
        return suite ? ofSuite(server) : ofBenchmark(server);
    }

    private ExitCode ofBenchmark(Tonotopy server) {
        Leaderboard board = server.call(
                () -> server.benchmarks().getLeaderboard(reference, kind, author, units, minSeeds, search, sort, null));
        return tell(server, board, () -> {
            String metric = text(board.getRankingMetric());
            Table table = new Table(
                    1, "rank", "model", metric, "95 % interval", "median", "seeds", "parameters", "fit (s)", "by");
            board.getEntries().forEach(entry -> row(table, entry, metric));
            print(table);
            tellWhetherCurrent(board.getComparison());
        });
    }

    private ExitCode ofSuite(Tonotopy server) {
        SuiteLeaderboard board = server.call(() ->
                server.suites().getSuiteLeaderboard(reference, kind, author, units, minSeeds, search, sort, null));
        return tell(server, board, () -> {
            String metric = text(board.getRankingMetric());
            Table table = new Table(
                    1,
                    Stream.concat(
                                    Stream.of("rank", "model", metric, "95 % interval", "median"),
                                    board.getBenchmarks().stream().map(part -> text(part.getBenchmark())))
                            .toArray(String[]::new));
            board.getEntries().forEach(entry -> row(table, entry, metric));
            print(table);
            if (board.getLeftOut() != null && board.getLeftOut() > 0) {
                screen().err().println("Left out, since they lack one of the benchmarks: " + board.getLeftOut() + ".");
            }
            tellWhetherCurrent(board.getComparison());
        });
    }

    private void tellWhetherCurrent(@Nullable BoardComparison comparison) {
        if (comparison != null && !Boolean.TRUE.equals(comparison.getCurrent())) {
            screen().err().println("Scores have come since the ranks were computed; new ranks follow in some seconds.");
        }
    }

    private static void row(Table table, SuiteLeaderboardEntry entry, String ranking) {
        Optional<BoardInterval> interval = entry.getMetrics().stream()
                .filter(candidate -> ranking.equals(text(candidate.getMetric())))
                .flatMap(metric -> Stream.ofNullable(metric.getInterval()))
                .findFirst();
        table.row(Stream.concat(
                        Stream.of(
                                rank(entry.getRank(), entry.getTied()),
                                name(entry.getKind(), entry.getLabel()),
                                interval.map(value -> number(value.getMean(), 3))
                                        .orElse(UNKNOWN),
                                interval.map(LeaderboardCommand::interval).orElse(UNKNOWN),
                                interval.map(value -> number(value.getMedian(), 3))
                                        .orElse(UNKNOWN)),
                        entry.getBenchmarks().stream().map(part -> number(part.getMean(), 3)))
                .toArray(String[]::new));
    }

    private static String rank(@Nullable Integer rank, @Nullable Boolean tied) {
        return text(rank) + (Boolean.TRUE.equals(tied) ? "=" : "");
    }

    private static void row(Table table, LeaderboardEntry entry, String ranking) {
        Optional<BoardMetric> metric = entry.getMetrics().stream()
                .filter(candidate -> ranking.equals(text(candidate.getMetric())))
                .findFirst();
        table.row(
                rank(entry.getRank(), entry.getTied()),
                name(entry.getKind(), entry.getLabel()),
                metric.map(value -> number(value.getMean(), 3) + deviation(value))
                        .orElse(UNKNOWN),
                metric.flatMap(value -> Optional.ofNullable(value.getInterval()))
                        .map(LeaderboardCommand::interval)
                        .orElse(UNKNOWN),
                metric.map(value -> number(value.getMedian(), 3)).orElse(UNKNOWN),
                text(entry.getSeeds().size()),
                text(entry.getParameterCount()),
                number(entry.getFitSeconds(), 1),
                String.join(", ", entry.getAuthors()));
    }

    /** The label says how an entry differs from others of its kind; the only one of a kind has none. */
    private static String name(@Nullable String kind, @Nullable String label) {
        return label == null || label.isBlank() ? text(kind) : kind + " " + label;
    }

    private static String deviation(BoardMetric metric) {
        return metric.getMeanDeviation() == null
                ? ""
                : String.format(Locale.ROOT, " ± %.3f", metric.getMeanDeviation());
    }

    private static String interval(BoardInterval interval) {
        return "[" + number(interval.getMeanLow(), 3) + ", " + number(interval.getMeanHigh(), 3) + "]";
    }
}
