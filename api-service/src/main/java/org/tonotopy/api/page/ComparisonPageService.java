package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.leaderboard.BoardFilter;
import org.tonotopy.api.leaderboard.BoardPairsResponse.Pair;
import org.tonotopy.api.leaderboard.BoardScatterResponse;
import org.tonotopy.api.leaderboard.LeaderboardResponse;
import org.tonotopy.api.leaderboard.LeaderboardService;
import org.tonotopy.api.leaderboard.ShownEntry;
import org.tonotopy.api.page.PlotDrawing.Dot;
import org.tonotopy.api.suite.SuiteLeaderboardResponse;
import org.tonotopy.api.suite.SuiteLeaderboardService;
import org.tonotopy.api.suite.SuiteScatterResponse;

/** Gathers what the page of two entries shows. */
@Service
class ComparisonPageService {
    private final LeaderboardService boards;
    private final SuiteLeaderboardService suites;

    ComparisonPageService(LeaderboardService boards, SuiteLeaderboardService suites) {
        this.boards = boards;
        this.suites = suites;
    }

    /** Two entries of a benchmark's board beside each other. */
    @Transactional(readOnly = true)
    public ComparisonView ofBenchmark(String reference, String first, String second) {
        LeaderboardService.TwoOnBoard two = boards.scatterOnBoard(reference, first, second);
        BoardScatterResponse scatter = two.scatter();
        LeaderboardResponse board = two.board();
        return view(
                scatter.benchmark(),
                BoardPlace.ofBenchmark(scatter.benchmark()),
                new Two(first, second, scatter.pair()),
                board.entries(),
                PageNumbers.name(board.rankingMetric()),
                scatter.neurons().stream().flatMap(neuron -> dot("", neuron)).toList());
    }

    /** Two entries of a suite's board beside each other. */
    @Transactional(readOnly = true)
    public ComparisonView ofSuite(String reference, String first, String second) {
        SuiteScatterResponse scatter = suites.scatter(reference, first, second);
        SuiteLeaderboardResponse board = suites.board(reference, BoardFilter.NONE);
        return view(
                scatter.suite(),
                BoardPlace.ofSuite(scatter.suite()),
                new Two(first, second, scatter.pair()),
                board.entries(),
                PageNumbers.name(board.rankingMetric()),
                scatter.benchmarks().stream()
                        .flatMap(part ->
                                part.neurons().stream().flatMap(neuron -> dot(part.benchmark() + ", ", neuron)))
                        .toList());
    }

    /**
     * The two that are compared.
     *
     * @param first hash of the spec of one
     * @param second hash of the spec of the other
     * @param pair verdict on the two
     */
    private record Two(String first, String second, Optional<Pair> pair) {}

    private static ComparisonView view(
            String board,
            BoardPlace place,
            Two two,
            List<? extends ShownEntry> entries,
            String metric,
            List<Dot> dots) {
        EntryLabels labels = EntryLabels.of(entries);
        String one = labels.of(two.first());
        String other = labels.of(two.second());
        return new ComparisonView(
                board,
                place,
                one,
                other,
                two.first(),
                two.second(),
                verdict(two.pair(), one, other),
                facts(two.pair()),
                plot(dots, one, other, metric),
                entries.stream()
                        .map(ShownEntry::specSha256)
                        .filter(spec -> !spec.equals(two.first()) && !spec.equals(two.second()))
                        .map(spec -> new Fact(labels.of(spec), spec))
                        .toList());
    }

    /** A neuron that counts for both; none where it does not. */
    private static Stream<Dot> dot(String prefix, BoardScatterResponse.Neuron neuron) {
        return neuron.first().stream()
                .flatMap(x -> neuron.second().stream()
                        .map(y -> new Dot(
                                x,
                                y,
                                prefix + neuron.name() + ": " + PageNumbers.score(Optional.of(x)) + " and "
                                        + PageNumbers.score(Optional.of(y)),
                                false)));
    }

    private static PlotView plot(List<Dot> dots, String one, String other, String metric) {
        PlotAxis axis = PlotAxis.ofScores(dots.stream().flatMapToDouble(dot -> DoubleStream.of(dot.x(), dot.y())));
        long above = dots.stream().filter(dot -> dot.y() > dot.x()).count();
        long below = dots.stream().filter(dot -> dot.y() < dot.x()).count();
        return new PlotDrawing(axis, axis)
                .withDiagonal(
                        metric + " of " + dots.size() + " neurons: " + other + " is better above the line (" + above
                                + "), " + one + " below it (" + below + ").",
                        one,
                        other,
                        dots);
    }

    private static String verdict(Optional<Pair> pair, String one, String other) {
        return pair.map(known -> {
                    if (!known.significant()) {
                        return "The test shows no difference between " + one + " and " + other + " (corrected p "
                                + PageNumbers.probability(known.correctedPValue()) + ").";
                    }
                    boolean firstIsBetter = known.effectSize() > 0;
                    return (firstIsBetter ? one : other) + " is better than " + (firstIsBetter ? other : one)
                            + " (corrected p " + PageNumbers.probability(known.correctedPValue()) + ").";
                })
                .orElse("The two have not been compared yet; only the best entries of a long board are.");
    }

    private static List<Fact> facts(Optional<Pair> pair) {
        List<Fact> facts = new ArrayList<>();
        pair.ifPresent(known -> {
            facts.add(new Fact("Neurons that count for both", String.valueOf(known.neurons())));
            facts.add(new Fact(
                    "Mean difference",
                    PageNumbers.score(known.difference()) + " "
                            + PageNumbers.interval(known.differenceLow(), known.differenceHigh())));
            facts.add(new Fact("p, Wilcoxon signed-rank", PageNumbers.probability(known.pValue())));
            facts.add(new Fact("p, corrected by Holm", PageNumbers.probability(known.correctedPValue())));
            facts.add(new Fact("Effect size, rank-biserial", String.format(Locale.ROOT, "%.2f", known.effectSize())));
        });
        return facts;
    }
}
