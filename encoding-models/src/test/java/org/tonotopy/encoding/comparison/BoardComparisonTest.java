package org.tonotopy.encoding.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoardComparisonTest {

    @Test
    void holmStepsDownAndNeverGoesBack() {
        // 0.01 * 4, 0.02 * 3, 0.03 * 2 (not below 0.06), 0.5 * 1.
        List<Double> corrected = HolmCorrection.correct(List.of(0.5, 0.01, 0.03, 0.02));
        assertThat(corrected.get(0)).isCloseTo(0.5, within(1e-15));
        assertThat(corrected.get(1)).isCloseTo(0.04, within(1e-15));
        assertThat(corrected.get(2)).isCloseTo(0.06, within(1e-15));
        assertThat(corrected.get(3)).isCloseTo(0.06, within(1e-15));
        assertThat(HolmCorrection.correct(List.of(0.9, 0.8))).containsExactly(1.0, 1.0);
        assertThat(HolmCorrection.correct(List.of())).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> HolmCorrection.correct(List.of(Double.NaN)));
    }

    @Test
    void theBootstrapIntervalIsThatOfTheMeanAndAlwaysTheSame() {
        double[] values = IntStream.range(0, 400).mapToDouble(i -> i % 2).toArray();
        BootstrapInterval interval = BootstrapInterval.ofMean(values);
        // The mean of 400 coins has a deviation of 0.025.
        assertThat(interval.center()).isEqualTo(0.5);
        assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.003));
        assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.003));
        assertThat(BootstrapInterval.ofMean(values)).isEqualTo(interval);
        assertThat(BootstrapInterval.ofMean(new double[] {0.7})).isEqualTo(new BootstrapInterval(0.7, 0.7, 0.7, 1));
        assertThat(BootstrapInterval.ofMean(new double[0]).center()).isNaN();
    }

    @Test
    void entriesThatCannotBeToldApartAreTiedAndStandInAlphabeticalOrder() {
        BoardComparison board = BoardComparison.of(List.of(
                entry("statenet", i -> 0.80 + 0.01 * Math.sin(i)),
                entry("ln", i -> 0.60 + 0.01 * Math.cos(3 * i)),
                entry("linear", i -> 0.60 + 0.01 * Math.sin(5 * i + 1)),
                entry("cnn2d", i -> 0.80 + 0.01 * Math.sin(7 * i + 2))));
        assertThat(board.entries()).extracting(RankedEntry::name).containsExactly("cnn2d", "statenet", "linear", "ln");
        assertThat(board.entries()).extracting(RankedEntry::rank).containsExactly(1, 1, 3, 3);
        assertThat(board.entries()).allMatch(RankedEntry::tied);
        assertThat(board.pairs())
                .hasSize(6)
                .filteredOn(PairComparison::isSignificant)
                .hasSize(4);
    }

    @Test
    void aBetterEntryStandsAboveByItself() {
        BoardComparison board = BoardComparison.of(
                List.of(entry("a", i -> 0.5 + 0.001 * i), entry("b", i -> 0.52 + 0.001 * i + 0.0001 * i)));
        assertThat(board.entries()).extracting(RankedEntry::name).containsExactly("b", "a");
        assertThat(board.entries()).extracting(RankedEntry::rank).containsExactly(1, 2);
        assertThat(board.entries()).noneMatch(RankedEntry::tied);
        assertThat(board.pairs().get(0).difference().high()).isNegative();
    }

    @Test
    void aBoardOfThreeIsWorkedOutByHand() {
        // a is above b and c for all seven neurons, by seven amounts: p = 2/128 for both. Between b and c the ranks of
        // the
        // signs are 1 3 5 7 against 2 4 6; 52 of the 128 patterns reach 12 or less: p = 104/128.
        List<Double> b = List.of(0.51, 0.48, 0.53, 0.46, 0.55, 0.44, 0.57);
        List<Double> c = List.of(0.50, 0.50, 0.50, 0.50, 0.50, 0.50, 0.50);
        List<Double> a = List.of(0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67);
        BoardComparison board =
                BoardComparison.of(List.of(new BoardEntry("c", c), new BoardEntry("b", b), new BoardEntry("a", a)));
        assertThat(board.pairs())
                .extracting(pair -> pair.first() + pair.second())
                .containsExactly("cb", "ca", "ba");
        assertThat(board.pairs())
                .extracting(pair -> pair.test().pValue())
                .containsExactly(104 / 128.0, 2 / 128.0, 2 / 128.0);
        // Smallest first, times 3, times 2 but not below the one before, times 1.
        assertThat(board.pairs())
                .extracting(PairComparison::correctedPValue)
                .containsExactly(104 / 128.0, 6 / 128.0, 6 / 128.0);
        assertThat(board.entries()).extracting(RankedEntry::name).containsExactly("a", "b", "c");
        assertThat(board.entries()).extracting(RankedEntry::rank).containsExactly(1, 2, 2);
        assertThat(board.entries()).extracting(RankedEntry::tied).containsExactly(false, true, true);
    }

    @Test
    void seedsAreAveragedForEachNeuronAndTheirSpreadStandsApart() {
        // Neuron 3 does not count for the second seed, so neither for the average. Means 0.5 and 0.7 over the others.
        BoardEntry entry = BoardEntry.ofSeeds("a", List.of(List.of(0.4, 0.6, 0.9), List.of(0.8, 0.6, Double.NaN)));
        assertThat(entry.scores().get(0)).isCloseTo(0.6, within(1e-15));
        assertThat(entry.scores().get(1)).isCloseTo(0.6, within(1e-15));
        assertThat(entry.scores().get(2)).isNaN();
        assertThat(entry.seeds().seeds()).isEqualTo(2);
        assertThat(entry.seeds().deviation()).isCloseTo(0.1 * Math.sqrt(2), within(1e-15));
        RankedEntry ranked = BoardComparison.of(List.of(entry)).entries().get(0);
        assertThat(ranked.seeds()).isEqualTo(entry.seeds());
        assertThat(ranked.leftOut()).isEqualTo(1);
        assertThat(ranked.mean().low()).isCloseTo(0.6, within(1e-12));
        assertThat(BoardEntry.ofSeeds("a", List.of(List.of(0.4, 0.6))).seeds().deviation())
                .isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoardEntry.ofSeeds("a", List.of()))
                .withMessage("a has no seed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoardEntry.ofSeeds("a", List.of(List.of(0.4), List.of())));
    }

    @Test
    void onlyNeuronsThatCountForBothEnterAComparison() {
        List<Double> some = new ArrayList<>(Collections.nCopies(30, 0.5));
        some.set(3, Double.NaN);
        List<Double> others = new ArrayList<>(Collections.nCopies(30, 0.4));
        others.set(4, Double.NaN);
        others.set(3, Double.NaN);
        BoardComparison board =
                BoardComparison.of(List.of(new BoardEntry("some", some), new BoardEntry("others", others)));
        assertThat(board.pairs().get(0).sharedNeurons()).isEqualTo(28);
        assertThat(board.entries()).extracting(RankedEntry::leftOut).containsExactly(1, 2);
        assertThat(board.entries().get(0).mean().center()).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void entriesOfDifferentNeuronsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoardComparison.of(
                        List.of(new BoardEntry("a", List.of(1.0)), new BoardEntry("b", List.of(1.0, 2.0)))))
                .withMessage("entries have scores for different numbers of neurons");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoardComparison.of(
                        List.of(new BoardEntry("a", List.of(1.0)), new BoardEntry("a", List.of(2.0)))));
    }

    private static BoardEntry entry(String name, IntToDoubleFunction score) {
        return new BoardEntry(
                name, IntStream.range(0, 40).mapToObj(score::applyAsDouble).toList());
    }
}
