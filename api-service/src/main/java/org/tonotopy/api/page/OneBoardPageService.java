package org.tonotopy.api.page;

import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.leaderboard.BoardFilter;
import org.tonotopy.api.leaderboard.LeaderboardResponse;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Entry;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Interval;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Metric;
import org.tonotopy.api.leaderboard.LeaderboardService;
import org.tonotopy.api.page.OneBoardView.Row;

/** Gathers what the page of one board shows. */
@Service
class OneBoardPageService {
    private final LeaderboardService boards;

    OneBoardPageService(LeaderboardService boards) {
        this.boards = boards;
    }

    /** A board with the entries that a filter shows. */
    @Transactional(readOnly = true)
    public OneBoardView view(String reference, BoardFilter filter) {
        LeaderboardService.Parts parts = boards.parts(reference, filter, BoardParts.MOST_PAIRS);
        LeaderboardResponse whole = parts.whole();
        LeaderboardResponse shown = parts.shown();
        EntryLabels labels = EntryLabels.of(whole.entries());
        String metric = whole.rankingMetric().metric().key();
        String metricName = PageNumbers.name(whole.rankingMetric());
        BoardQuery query = BoardQuery.of(filter);
        return new OneBoardView(
                whole.benchmark(),
                whole.dataset(),
                BoardPlace.ofBenchmark(whole.benchmark()),
                metricName,
                BoardParts.state(
                        whole.comparison(),
                        whole.entries().isEmpty()
                                ? "No model has been scored on this benchmark yet."
                                : BoardParts.UNDER_WAY),
                whole.citation(),
                query.text(),
                query.search(),
                BoardParts.choices(query, whole.entries()),
                shown.entries().stream().map(entry -> row(entry, metric)).toList(),
                new BoardPlots(shown.entries(), labels, metric, metricName).all(),
                BoardParts.groups(parts.groups(), shown.entries()),
                BoardParts.pairs(parts.pairs(), labels));
    }

    private static Row row(Entry entry, String metric) {
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
                PageTimes.day(entry.newest()));
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
}
