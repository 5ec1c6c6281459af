package org.tonotopy.client.cli;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.BoardMetric;
import org.tonotopy.client.generated.model.Leaderboard;
import org.tonotopy.client.generated.model.LeaderboardEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a board. */
@Command(
        name = "leaderboard",
        description = "Show the board of a benchmark: rank (= where tied), mean over neurons with its 95 %% interval,"
                + " spread over seeds, cost.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tonotopy leaderboard ns1-natural@1",
            "  tonotopy leaderboard ns1-natural@1 --min-seeds 3 --sort parameters"
        })
final class LeaderboardCommand extends ServerCommand {
    @Parameters(paramLabel = "BENCHMARK", description = "Name and version.")
    private String benchmark = "";

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
        Leaderboard board = server.call(
                () -> server.benchmarks().getLeaderboard(benchmark, kind, author, units, minSeeds, search, sort, null));
        return tell(server, board, () -> {
            String metric = text(board.getRankingMetric());
            Table table = new Table(
                    1, "rank", "model", metric, "95 % interval", "median", "seeds", "parameters", "fit (s)", "by");
            board.getEntries().forEach(entry -> row(table, entry, metric));
            print(table);
            if (board.getComparison() != null
                    && !Boolean.TRUE.equals(board.getComparison().getCurrent())) {
                screen().err()
                        .println("Scores have come since the ranks were computed; new ranks follow in some seconds.");
            }
        });
    }

    private static void row(Table table, LeaderboardEntry entry, String ranking) {
        Optional<BoardMetric> metric = entry.getMetrics().stream()
                .filter(candidate -> ranking.equals(text(candidate.getMetric())))
                .findFirst();
        table.row(
                text(entry.getRank()) + (Boolean.TRUE.equals(entry.getTied()) ? "=" : ""),
                name(entry),
                metric.map(value -> number(value.getMean(), 3) + deviation(value))
                        .orElse(UNKNOWN),
                metric.map(LeaderboardCommand::interval).orElse(UNKNOWN),
                metric.map(value -> number(value.getMedian(), 3)).orElse(UNKNOWN),
                text(entry.getSeeds().size()),
                text(entry.getParameterCount()),
                number(entry.getFitSeconds(), 1),
                String.join(", ", entry.getAuthors()));
    }

    /** The label says how an entry differs from others of its kind; the only one of a kind has none. */
    private static String name(LeaderboardEntry entry) {
        String label = entry.getLabel();
        return label == null || label.isBlank() ? text(entry.getKind()) : entry.getKind() + " " + label;
    }

    private static String deviation(BoardMetric metric) {
        return metric.getMeanDeviation() == null
                ? ""
                : String.format(Locale.ROOT, " ± %.3f", metric.getMeanDeviation());
    }

    private static String interval(BoardMetric metric) {
        return metric.getInterval() == null
                ? UNKNOWN
                : "[" + number(metric.getInterval().getMeanLow(), 3) + ", "
                        + number(metric.getInterval().getMeanHigh(), 3) + "]";
    }
}
