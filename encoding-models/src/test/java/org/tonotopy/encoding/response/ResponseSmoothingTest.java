package org.tonotopy.encoding.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.npz.ReferenceVectors;

class ResponseSmoothingTest {

    @Test
    void agreesWithTheReference() throws IOException {
        SmoothingWindow window = ResponseSmoothing.HANNING_PEAK_ONE.window(5);
        try (NpzArchive reference = ReferenceVectors.bundled("smoothing.npz")) {
            double[] input = reference.read("x").toDoubles();
            double[] expected = reference.read("y").toDoubles();
            int bins = reference.header("x").length(1);
            for (int row = 0; row < 2; row++) {
                double[] smoothed = window.smooth(Arrays.copyOfRange(input, row * bins, (row + 1) * bins));
                assertThat(smoothed)
                        .containsExactly(Arrays.copyOfRange(expected, row * bins, (row + 1) * bins), within(1e-12));
            }
        }
    }

    @Test
    void atFiveMillisecondsTheTapsAreThePublishedOnes() {
        assertThat(ResponseSmoothing.HANNING_PEAK_ONE.window(5).taps())
                .containsExactly(new double[] {0.5, 1, 0.5}, within(1e-15));
        assertThat(ResponseSmoothing.HANNING_SUM_ONE.window(5).taps())
                .containsExactly(new double[] {0.25, 0.5, 0.25}, within(1e-15));
        assertThat(ResponseSmoothing.HANNING_PEAK_ONE.window(5).sum()).isCloseTo(2, within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"1, 19", "2, 9", "3, 5", "4, 3", "5, 3", "6, 1", "10, 1", "20, 1", "50, 1"})
    void theWindowIsTheOddNumberOfBinsNearestTo21MillisecondsLessItsZeroEnds(double dtMs, int taps) {
        SmoothingWindow window = ResponseSmoothing.HANNING_PEAK_ONE.window(dtMs);
        assertThat(window.taps()).hasSize(taps);
        assertThat(window.smooths()).isEqualTo(taps > 1);
        assertThat(Arrays.stream(window.taps()).max().orElseThrow()).isCloseTo(1, within(1e-15));
        assertThat(ResponseSmoothing.HANNING_SUM_ONE.window(dtMs).sum()).isCloseTo(1, within(1e-12));
        assertThat(ResponseSmoothing.NONE.window(dtMs).smooths()).isFalse();
    }

    @Test
    void whatIsMissingMakesEveryBinMissingWhoseWindowHoldsIt() {
        double[] smoothed =
                ResponseSmoothing.HANNING_PEAK_ONE.window(5).smooth(new double[] {1, 1, Double.NaN, 1, 1, 1});
        assertThat(smoothed).containsExactly(1.5, Double.NaN, Double.NaN, Double.NaN, 2, 1.5);
    }

    @Test
    void aSeriesShorterThanTheWindowKeepsItsLength() {
        assertThat(ResponseSmoothing.HANNING_PEAK_ONE.window(1).smooth(new double[] {1, 0}))
                .hasSize(2);
    }

    @Test
    void aTimeStepThatIsNotPositiveIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ResponseSmoothing.HANNING_PEAK_ONE.window(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ResponseSmoothing.HANNING_PEAK_ONE.window(Double.NaN));
    }
}
