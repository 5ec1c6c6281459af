package org.tonotopy.encoding.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All entries of a board against each other. Corrected p-values depend on the set of entries, so a board is shown with
 * the set that it was computed over.
 *
 * @param entries by rank, equals in alphabetical order
 * @param pairs every pair of entries once
 */
public record BoardComparison(List<RankedEntry> entries, List<PairComparison> pairs) {

    public BoardComparison {
        entries = List.copyOf(entries);
        pairs = List.copyOf(pairs);
    }

    /** @throws IllegalArgumentException where entries do not have the same number of neurons, or share a name */
    public static BoardComparison of(List<BoardEntry> entries) {
        if (entries.stream().map(BoardEntry::name).distinct().count() < entries.size()) {
            throw new IllegalArgumentException("two entries have the same name");
        }
        if (entries.stream().mapToInt(entry -> entry.scores().size()).distinct().count() > 1) {
            throw new IllegalArgumentException("entries have scores for different numbers of neurons");
        }
        List<PairComparison> pairs = corrected(pairs(entries));
        List<RankedEntry> ranked = new ArrayList<>();
        for (BoardEntry entry : entries) {
            int rank = rank(entry, pairs);
            boolean tied =
                    entries.stream().filter(other -> rank(other, pairs) == rank).count() > 1;
            double[] counting = entry.scores().stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(score -> !Double.isNaN(score))
                    .toArray();
            ranked.add(new RankedEntry(
                    entry.name(),
                    rank,
                    tied,
                    BootstrapInterval.ofMean(counting),
                    entry.scores().size() - counting.length,
                    entry.seeds()));
        }
        ranked.sort(Comparator.comparingInt(RankedEntry::rank).thenComparing(RankedEntry::name));
        return new BoardComparison(ranked, pairs);
    }

    private static List<PairComparison> pairs(List<BoardEntry> entries) {
        List<PairComparison> pairs = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            for (int j = i + 1; j < entries.size(); j++) {
                pairs.add(compare(entries.get(i), entries.get(j)));
            }
        }
        return pairs;
    }

    private static PairComparison compare(BoardEntry first, BoardEntry second) {
        double[] differences = IntStream.range(0, first.scores().size())
                .mapToDouble(i -> first.scores().get(i) - second.scores().get(i))
                .filter(difference -> !Double.isNaN(difference))
                .toArray();
        WilcoxonSignedRank test = WilcoxonSignedRank.of(differences);
        return new PairComparison(
                first.name(),
                second.name(),
                differences.length,
                BootstrapInterval.ofMean(differences),
                test,
                test.pValue());
    }

    private static List<PairComparison> corrected(List<PairComparison> pairs) {
        List<Double> pValues = HolmCorrection.correct(
                pairs.stream().map(pair -> pair.test().pValue()).toList());
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> new PairComparison(
                        pairs.get(i).first(),
                        pairs.get(i).second(),
                        pairs.get(i).sharedNeurons(),
                        pairs.get(i).difference(),
                        pairs.get(i).test(),
                        pValues.get(i)))
                .toList();
    }

    /** The direction of a difference is that of the test's rank sums, which the verdict is about. */
    private static int rank(BoardEntry entry, List<PairComparison> pairs) {
        int better = 0;
        for (PairComparison pair : pairs) {
            double advantage = pair.test().positiveRankSum() - pair.test().negativeRankSum();
            boolean beaten = pair.second().equals(entry.name()) && advantage > 0
                    || pair.first().equals(entry.name()) && advantage < 0;
            better += beaten && pair.isSignificant() ? 1 : 0;
        }
        return 1 + better;
    }
}
