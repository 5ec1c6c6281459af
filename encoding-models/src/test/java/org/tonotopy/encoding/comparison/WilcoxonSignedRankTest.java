package org.tonotopy.encoding.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values from scipy.stats.wilcoxon 1.17 and scipy.stats.norm, unless a comment derives them. */
class WilcoxonSignedRankTest {

    @Test
    void threeDifferencesOfOneSignAreWorkedOutByHand() {
        // Of the eight patterns of signs, one gives 0 and one gives 6: p = 2/8.
        WilcoxonSignedRank test = WilcoxonSignedRank.of(new double[] {1, 2, 3});
        assertThat(test).isEqualTo(new WilcoxonSignedRank(6, 0, 3, 0.25));
    }

    @Test
    void tiesAndAZeroAreWorkedOutByHand() {
        // Ranks 2 2 2 4. Of the sixteen patterns of signs four give 2 or less: 0, and 2 three times. p = 2 * 4/16.
        WilcoxonSignedRank test = WilcoxonSignedRank.of(new double[] {0, 1, 1, -1, 2});
        assertThat(test).isEqualTo(new WilcoxonSignedRank(8, 2, 4, 0.5));
    }

    @Test
    void isExactForSmallSamples() {
        double[] differences = {0.458, -0.061, 0.134, -0.064, -0.041, 0.107, 0.354, 0.204, -0.123, 0.715, 0.095, 0.021};
        assertThat(WilcoxonSignedRank.of(differences).pValue()).isCloseTo(0.0771484375, within(1e-12));
    }

    @Test
    void tiesShareTheirRankAndZerosAreLeftOut() {
        // By enumeration of all 512 patterns of signs.
        WilcoxonSignedRank test = WilcoxonSignedRank.of(new double[] {1, 1, -1, 2, 2, 3, -3, 4, 5, 0});
        assertThat(test.positiveRankSum()).isEqualTo(36.5);
        assertThat(test.negativeRankSum()).isEqualTo(8.5);
        assertThat(test.differences()).isEqualTo(9);
        assertThat(test.pValue()).isCloseTo(0.12109375, within(1e-12));
    }

    @Test
    void isNormalWithBothCorrectionsForLargeSamples() {
        double[] differences = IntStream.rangeClosed(1, 80)
                .mapToDouble(i -> Math.rint((Math.sin(i) + 0.2) * 100) / 100)
                .toArray();
        assertThat(WilcoxonSignedRank.of(differences).pValue()).isCloseTo(0.01021265274059734, within(1e-9));
    }

    @Test
    void theExactAndTheNormalDistributionMeet() {
        double[] fifty = IntStream.rangeClosed(1, 50)
                .mapToDouble(i -> Math.sin(i) * i + 0.1 * i)
                .toArray();
        double[] fiftyOne = IntStream.rangeClosed(1, 51)
                .mapToDouble(i -> i == 51 ? 1e-9 : Math.sin(i) * i + 0.1 * i)
                .toArray();
        assertThat(WilcoxonSignedRank.of(fiftyOne).pValue())
                .isCloseTo(WilcoxonSignedRank.of(fifty).pValue(), within(0.02));
    }

    @Test
    void swappingTheModelsChangesNothingButTheSides() {
        WilcoxonSignedRank one = WilcoxonSignedRank.of(new double[] {0.3, -0.1, 0.5, 0.7});
        WilcoxonSignedRank other = WilcoxonSignedRank.of(new double[] {-0.3, 0.1, -0.5, -0.7});
        assertThat(other.pValue()).isEqualTo(one.pValue());
        assertThat(other.positiveRankSum()).isEqualTo(one.negativeRankSum());
    }

    @Test
    void withoutADifferenceThereIsNoEvidence() {
        assertThat(WilcoxonSignedRank.of(new double[] {0, 0}).pValue()).isEqualTo(1);
        assertThat(WilcoxonSignedRank.of(new double[0]).pValue()).isEqualTo(1);
    }

    @Test
    void aDifferenceThatIsNotANumberIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> WilcoxonSignedRank.of(new double[] {1, Double.NaN}));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "0.5, 0.3085375387259869",
        "1.96, 0.024997895148220435",
        "2.999, 0.0013543365337271057",
        "3, 0.0013498980316300933",
        "5, 2.866515718791933e-07",
        "10, 7.61985302416047e-24"
    })
    void theNormalTailIsExactToTwelveDigits(double z, double expected) {
        assertThat(NormalDistribution.upperTail(z)).isCloseTo(expected, within(1e-12 * expected));
    }
}
