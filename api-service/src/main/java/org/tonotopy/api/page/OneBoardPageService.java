package org.tonotopy.api.page;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.leaderboard.BoardFilter;
import org.tonotopy.api.leaderboard.BoardGroupsResponse.Group;
import org.tonotopy.api.leaderboard.BoardPairsResponse;
import org.tonotopy.api.leaderboard.LeaderboardResponse;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Comparison;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Entry;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Interval;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Metric;
import org.tonotopy.api.leaderboard.LeaderboardService;
import org.tonotopy.api.page.OneBoardView.Row;

/** Gathers what the page of one board shows. */
@Service
class OneBoardPageService {
    /** More are in the JSON. */
    private static final int MOST_PAIRS = 25;

    /** What is said of a board until it is computed. */
    static final String UNDER_WAY = "Ranks and intervals are under way.";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final LeaderboardService boards;

    OneBoardPageService(LeaderboardService boards) {
        this.boards = boards;
    }

    /** A board with the entries that a filter shows. */
    @Transactional(readOnly = true)
    public OneBoardView view(String reference, BoardFilter filter) {
        LeaderboardResponse whole = boards.board(reference, BoardFilter.NONE);
        LeaderboardResponse shown = whole.shownBy(filter);
        List<Group> groups = boards.groups(reference).groups();
        EntryLabels labels = EntryLabels.of(whole.entries());
        String metric = whole.rankingMetric().metric().key();
        String metricName = PageNumbers.name(whole.rankingMetric());
        BoardQuery query = BoardQuery.of(filter);
        List<String> specs = shown.entries().stream().map(Entry::specSha256).toList();
        return new OneBoardView(
                whole.benchmark(),
                whole.dataset(),
                metricName,
                state(
                        whole.comparison(),
                        whole.entries().isEmpty() ? "No model has been scored on this benchmark yet." : UNDER_WAY),
                whole.citation(),
                query.text(),
                choices(query, whole.entries()),
                shown.entries().stream()
                        .map(entry -> row(entry, metric, groups))
                        .toList(),
                new BoardPlots(shown.entries(), labels, metric, metricName).all(),
                groups.stream()
                        .map(group -> group.criterion() + " " + group.label() + " (" + group.neurons() + ")")
                        .toList(),
                pairs(
                        boards.pairs(reference, Optional.empty()).pairs().stream()
                                .filter(pair -> specs.contains(pair.first()) && specs.contains(pair.second())),
                        labels));
    }

    /** Pairs as they are shown: the smallest p first. */
    static List<OneBoardView.Pair> pairs(Stream<BoardPairsResponse.Pair> pairs, EntryLabels labels) {
        return pairs.sorted(Comparator.comparingDouble(BoardPairsResponse.Pair::correctedPValue))
                .limit(MOST_PAIRS)
                .map(pair -> pair(pair, labels))
                .toList();
    }

    /**
     * What a board was computed over, in a sentence.
     *
     * @param none the sentence where nothing was computed yet
     */
    static String state(Optional<Comparison> comparison, String none) {
        return comparison
                .map(known -> "Ranks and intervals were computed on " + MINUTE.format(known.computedAt())
                        + " UTC over " + known.entries() + (known.entries() == 1 ? " entry" : " entries")
                        + " (set "
                        + known.entriesSha256()
                                .substring(0, Math.min(12, known.entriesSha256().length()))
                        + ")."
                        + (known.current() ? "" : " Scores have come since: newer ones are under way."))
                .orElse(none);
    }

    private static List<OneBoardView.Choice> choices(BoardQuery query, List<Entry> entries) {
        List<OneBoardView.Choice> choices = new ArrayList<>();
        choices.add(query.choice(
                "Model", BoardQuery.KIND, entries.stream().map(Entry::kind).toList()));
        choices.add(query.choice(
                "Author",
                BoardQuery.AUTHOR,
                entries.stream().flatMap(entry -> entry.authors().stream()).toList()));
        choices.add(query.choice(
                "Networks",
                BoardQuery.UNITS,
                entries.stream()
                        .map(entry -> entry.units().name().toLowerCase(Locale.ROOT))
                        .toList()));
        choices.removeIf(choice -> choice.options().size() < BoardQuery.ALL_AND_TWO);
        choices.add(query.order());
        return choices;
    }

    private static Row row(Entry entry, String metric, List<Group> groups) {
        Optional<Metric> ranking = entry.metric(metric);
        Optional<Interval> interval = ranking.flatMap(Metric::interval);
        return new Row(
                EntryLabels.place(entry.rank(), entry.tied()),
                entry.kind(),
                entry.label(),
                entry.external() ? EntryLabels.link(entry.model()) : Optional.empty(),
                EntryLabels.settings(entry.model()),
                entry.models().get(0),
                entry.specSha256(),
                PageNumbers.score(interval.flatMap(Interval::mean).or(() -> ranking.flatMap(Metric::mean))),
                PageNumbers.interval(interval.flatMap(Interval::meanLow), interval.flatMap(Interval::meanHigh)),
                PageNumbers.score(interval.flatMap(Interval::median).or(() -> ranking.flatMap(Metric::median))),
                PageNumbers.interval(interval.flatMap(Interval::medianLow), interval.flatMap(Interval::medianHigh)),
                ranking.flatMap(Metric::meanDeviation)
                                .map(deviation -> String.format(Locale.ROOT, "± %.3f, ", deviation))
                                .orElse("")
                        + seeds(entry),
                ranking.map(known -> String.valueOf(known.counted())).orElse(PageNumbers.UNDEFINED),
                PageNumbers.count(entry.parameterCount()) + (EntryLabels.claims(entry) ? " claimed" : ""),
                PageNumbers.seconds(entry.fitSeconds()),
                fronts(entry),
                String.join(", ", entry.authors()),
                PageTimes.day(entry.newest()),
                groups.stream()
                        .map(group -> PageNumbers.score(group.entries().stream()
                                .filter(candidate -> candidate.specSha256().equals(entry.specSha256()))
                                .findFirst()
                                .flatMap(found -> found.mean())))
                        .toList());
    }

    private static String seeds(Entry entry) {
        return switch (entry.seeds().size()) {
            case 0 -> "no seed";
            case 1 -> "1 seed";
            default -> entry.seeds().size() + " seeds";
        };
    }

    private static String fronts(Entry entry) {
        if (entry.onParameterFront() && entry.onFitTimeFront()) {
            return "parameters, fit time";
        }
        return entry.onParameterFront() ? "parameters" : entry.onFitTimeFront() ? "fit time" : PageNumbers.UNDEFINED;
    }

    private static OneBoardView.Pair pair(BoardPairsResponse.Pair pair, EntryLabels labels) {
        return new OneBoardView.Pair(
                labels.of(pair.first()),
                labels.of(pair.second()),
                pair.first(),
                pair.second(),
                PageNumbers.score(pair.difference()) + " "
                        + PageNumbers.interval(pair.differenceLow(), pair.differenceHigh()),
                PageNumbers.probability(pair.correctedPValue()),
                String.format(Locale.ROOT, "%.2f", pair.effectSize()),
                String.valueOf(pair.neurons()),
                pair.significant() ? "differ" : "no difference shown");
    }
}
