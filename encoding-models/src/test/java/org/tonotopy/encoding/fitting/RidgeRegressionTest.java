package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RidgeRegressionTest {

    private static final int BANDS = 3;
    private static final int DELAYS = 4;
    private static final int NEURONS = 3;

    @Test
    void theGradientOfThePenalisedErrorVanishesAtTheSolution() {
        List<FittingClip> clips = clips();
        double penalty = 2.5;
        LinearFilters filters =
                new RidgeRegression(clips, DELAYS).solve(List.of(penalty)).get(0);
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            double biasSlope = 0;
            double[] slope = new double[DELAYS * BANDS];
            for (FittingClip clip : clips) {
                for (int bin = 0; bin < clip.bins(); bin++) {
                    double target = clip.target()[bin * NEURONS + neuron];
                    if (!Double.isNaN(target)) {
                        double error = predict(filters, clip, bin, neuron) - target;
                        biasSlope += error;
                        for (int lag = 0; lag < DELAYS && lag <= bin; lag++) {
                            for (int band = 0; band < BANDS; band++) {
                                slope[lag * BANDS + band] += error * clip.input()[(bin - lag) * BANDS + band];
                            }
                        }
                    }
                }
            }
            assertThat(biasSlope).isCloseTo(0, within(1e-4));
            for (int lag = 0; lag < DELAYS; lag++) {
                for (int band = 0; band < BANDS; band++) {
                    assertThat(slope[lag * BANDS + band] + penalty * filters.weight(neuron, lag, band))
                            .isCloseTo(0, within(1e-4));
                }
            }
        }
    }

    @Test
    void aNeuronThatWasNeverRecordedGetsZeros() {
        List<FittingClip> clips = clips();
        for (FittingClip clip : clips) {
            for (int bin = 0; bin < clip.bins(); bin++) {
                clip.target()[bin * NEURONS + 1] = Float.NaN;
            }
        }
        LinearFilters filters =
                new RidgeRegression(clips, DELAYS).solve(List.of(1.0)).get(0);
        assertThat(filters.biases()[1]).isZero();
        assertThat(filters.weight(1, 0, 0)).isZero();
        assertThat(filters.weight(0, 0, 0)).isNotZero();
    }

    @Test
    void moreWeightsThanMemoryAllowsAreRefusedByName() {
        FittingClip clip = new FittingClip(2, new float[2 * 100], new float[2]);
        assertThatThrownBy(() -> new RidgeRegression(List.of(clip), 61))
                .isInstanceOf(InvalidRecipeException.class)
                .hasMessageContaining("delay_bins")
                .hasMessageContaining("at most 60");
    }

    private static double predict(LinearFilters filters, FittingClip clip, int bin, int neuron) {
        double rate = filters.biases()[neuron];
        for (int lag = 0; lag < DELAYS && lag <= bin; lag++) {
            for (int band = 0; band < BANDS; band++) {
                rate += (double) filters.weight(neuron, lag, band) * clip.input()[(bin - lag) * BANDS + band];
            }
        }
        return rate;
    }

    /** The neurons differ in what was recorded: all bins, the second clip alone, and bins here and there. */
    private static List<FittingClip> clips() {
        SplittableRandom random = new SplittableRandom(11);
        List<FittingClip> clips = new ArrayList<>();
        for (int bins : new int[] {40, 25}) {
            float[] input = new float[bins * BANDS];
            for (int i = 0; i < input.length; i++) {
                input[i] = (float) (random.nextDouble() * 2 - 1);
            }
            float[] target = new float[bins * NEURONS];
            for (int bin = 0; bin < bins; bin++) {
                target[bin * NEURONS] = random.nextInt(4);
                target[bin * NEURONS + 1] = bins == 40 ? Float.NaN : random.nextInt(4);
                target[bin * NEURONS + 2] = random.nextInt(3) == 0 ? Float.NaN : random.nextInt(4);
            }
            clips.add(new FittingClip(bins, input, target));
        }
        return clips;
    }
}
