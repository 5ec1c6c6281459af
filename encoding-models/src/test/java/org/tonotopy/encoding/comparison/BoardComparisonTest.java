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
        assertThat(interval.mean()).isEqualTo(0.5);
        assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.003));
        assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.003));
        assertThat(BootstrapInterval.ofMean(values)).isEqualTo(interval);
        assertThat(BootstrapInterval.ofMean(new double[] {0.7})).isEqualTo(new BootstrapInterval(0.7, 0.7, 0.7, 1));
        assertThat(BootstrapInterval.ofMean(new double[0]).mean()).isNaN();
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
        assertThat(board.entries().get(0).mean().mean()).isCloseTo(0.5, within(1e-15));
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
