package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Interval;
import org.tonotopy.api.suite.SuiteLeaderboardResponse;
import org.tonotopy.api.suite.SuiteLeaderboardResponse.Entry;
import org.tonotopy.api.suite.SuiteLeaderboardResponse.OnBenchmark;
import org.tonotopy.api.suite.SuiteLeaderboardService;
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
        return suites.findAfter("", 0, Limit.of(MOST_NAMED)).stream()
                .map(suite -> suite.reference().toString())
                .toList();
    }

    /** The board of a suite. */
    @Transactional(readOnly = true)
    public SuiteView view(String reference) {
        SuiteLeaderboardResponse board = boards.board(reference);
        EntryLabels labels = EntryLabels.ofSuite(board.entries());
        String metric = board.rankingMetric().metric().key();
        return new SuiteView(
                board.suite(),
                board.benchmarks().stream()
                        .map(part ->
                                new Fact(part.benchmark(), "on " + part.dataset() + ", " + part.neurons() + " neurons"))
                        .toList(),
                PageNumbers.name(board.rankingMetric()),
                OneBoardPageService.state(
                        board.comparison(),
                        board.entries().isEmpty()
                                ? "No model has been scored on all benchmarks of this suite yet."
                                : OneBoardPageService.UNDER_WAY),
                leftOut(board.leftOut()),
                board.citation(),
                board.entries().stream().map(entry -> row(entry, metric)).toList(),
                OneBoardPageService.pairs(boards.pairs(reference, Optional.empty()).pairs().stream(), labels));
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
                PageNumbers.score(part.mean()),
                part.counted().map(counted -> "(" + counted + ")").orElse(""),
                part.models().get(0));
    }
}
