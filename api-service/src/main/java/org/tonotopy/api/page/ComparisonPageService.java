package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.leaderboard.BoardFilter;
import org.tonotopy.api.leaderboard.BoardPairsResponse.Pair;
import org.tonotopy.api.leaderboard.BoardScatterResponse;
import org.tonotopy.api.leaderboard.LeaderboardResponse;
import org.tonotopy.api.leaderboard.LeaderboardService;
import org.tonotopy.api.page.PlotDrawing.Dot;

/** Gathers what the page of two entries shows. */
@Service
class ComparisonPageService {
    private final LeaderboardService boards;

    ComparisonPageService(LeaderboardService boards) {
        this.boards = boards;
    }

    /** Two entries of a board beside each other. */
    @Transactional(readOnly = true)
    public ComparisonView view(String reference, String first, String second) {
        BoardScatterResponse scatter = boards.scatter(reference, first, second);
        LeaderboardResponse board = boards.board(reference, BoardFilter.NONE);
        EntryLabels labels = EntryLabels.of(board.entries());
        String one = labels.of(first);
        String other = labels.of(second);
        String metric = PageNumbers.name(board.rankingMetric());
        return new ComparisonView(
                scatter.benchmark(),
                one,
                other,
                first,
                second,
                verdict(scatter.pair(), one, other),
                facts(scatter.pair()),
                plot(scatter, one, other, metric),
                board.entries().stream()
                        .map(LeaderboardResponse.Entry::specSha256)
                        .filter(spec -> !spec.equals(first) && !spec.equals(second))
                        .map(spec -> new Fact(labels.of(spec), spec))
                        .toList());
    }

    private static PlotView plot(BoardScatterResponse scatter, String one, String other, String metric) {
        List<Dot> dots = scatter.neurons().stream()
                .flatMap(neuron -> neuron.first().stream()
                        .flatMap(x -> neuron.second().stream()
                                .map(y -> new Dot(
                                        x,
                                        y,
                                        neuron.name() + ": " + PageNumbers.score(Optional.of(x)) + " and "
                                                + PageNumbers.score(Optional.of(y)),
                                        false))))
                .toList();
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
