package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.leaderboard.BoardFilter;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Interval;
import org.tonotopy.api.suite.SuiteBenchmarkResponse;
import org.tonotopy.api.suite.SuiteLeaderboardResponse;
import org.tonotopy.api.suite.SuiteLeaderboardResponse.Entry;
import org.tonotopy.api.suite.SuiteLeaderboardResponse.OnBenchmark;
import org.tonotopy.api.suite.SuiteLeaderboardService;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.suite.SuiteRepository;

/** Gathers what the page of a suite shows. */
@Service
class SuitePageService {
    /** As many are named on the page of boards; all are in the JSON. */
    private static final int MOST_NAMED = 20;

    private final SuiteLeaderboardService boards;
    private final SuiteRepository suites;

    SuitePageService(SuiteLeaderboardService boards, SuiteRepository suites) {
        this.boards = boards;
        this.suites = suites;
    }

    /** References of suites, by name. */
    @Transactional(readOnly = true)
    public List<String> named() {
        return suites.findReferences(Limit.of(MOST_NAMED)).stream()
                .map(VersionedName::toString)
                .toList();
    }

    /** The board of a suite with the entries that a filter shows. */
    @Transactional(readOnly = true)
    public SuiteView view(String reference, BoardFilter filter) {
        SuiteLeaderboardService.Parts parts = boards.parts(reference, filter, BoardParts.MOST_PAIRS);
        SuiteLeaderboardResponse whole = parts.whole();
        String metric = whole.rankingMetric().metric().key();
        BoardQuery query = BoardQuery.of(filter);
        return new SuiteView(
                whole.suite(),
                whole.benchmarks().stream()
                        .map(part ->
                                new Fact(part.benchmark(), "on " + part.dataset() + ", " + part.neurons() + " neurons"))
                        .toList(),
                BoardPlace.ofSuite(whole.suite()),
                PageNumbers.name(whole.rankingMetric()),
                BoardParts.state(
                        whole.comparison(),
                        whole.entries().isEmpty()
                                ? "No model has been scored on all benchmarks of this suite yet."
                                : BoardParts.UNDER_WAY),
                leftOut(whole.leftOut()),
                whole.citation(),
                query.text(),
                query.search(),
                BoardParts.choices(query, whole.entries()),
                parts.shown().entries().stream()
                        .map(entry -> row(entry, metric))
                        .toList(),
                BoardParts.pairs(parts.pairs(), EntryLabels.of(whole.entries())));
    }

    /**
     * All entries of a suite's board on the groups of neurons of one of its benchmarks.
     *
     * @param chosen reference of the benchmark; empty: the first
     */
    @Transactional(readOnly = true)
    public SuiteGroupsView groups(String reference, Optional<String> chosen) {
        SuiteLeaderboardService.OnGroups found = boards.onGroups(reference, chosen);
        SuiteLeaderboardResponse board = found.board();
        return new SuiteGroupsView(
                board.suite(),
                BoardPlace.ofSuite(board.suite()),
                PageNumbers.name(board.rankingMetric()),
                board.benchmarks().stream()
                        .map(SuiteBenchmarkResponse::benchmark)
                        .map(name -> new OneBoardView.Option(
                                name,
                                "?benchmark=" + name,
                                name.equals(found.groups().benchmark())))
                        .toList(),
                BoardParts.groups(found.groups(), board.entries()));
    }

    private static String leftOut(int models) {
        return switch (models) {
            case 0 -> "";
            case 1 -> "One model has been scored on some of the benchmarks only and is left out.";
            default -> models + " models have been scored on some of the benchmarks only and are left out.";
        };
    }

    private static SuiteView.Row row(Entry entry, String metric) {
        Optional<Interval> interval = entry.interval(metric);
        return new SuiteView.Row(
                EntryLabels.place(entry.rank(), entry.tied()),
                entry.kind(),
                entry.label(),
                EntryLabels.settings(entry.model()),
                entry.specSha256(),
                PageNumbers.score(interval.flatMap(Interval::mean)),
                PageNumbers.interval(interval.flatMap(Interval::meanLow), interval.flatMap(Interval::meanHigh)),
                PageNumbers.score(interval.flatMap(Interval::median)),
                PageNumbers.interval(interval.flatMap(Interval::medianLow), interval.flatMap(Interval::medianHigh)),
                interval.map(known -> String.valueOf(known.neurons())).orElse(PageNumbers.UNDEFINED),
                entry.benchmarks().stream().map(SuitePageService::part).toList(),
                String.join(", ", entry.authors()),
                PageTimes.day(entry.newest()));
    }

    private static SuiteView.Part part(OnBenchmark part) {
        return new SuiteView.Part(
                part.benchmark(),
                PageNumbers.score(part.mean())
                        + part.counted().map(counted -> " (" + counted + ")").orElse(""),
                "/models/" + part.models().get(0));
    }
}
