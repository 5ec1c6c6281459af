package org.tonotopy.encoding.feature.dream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The force of penalties is the slope of what {@link DreamPenalties} says they cost. */
class PullTest {
    private static final int BINS = 7;
    private static final int BANDS = 5;
    private static final double DT_MS = 20;
    private static final double RANGE = 3;
    private static final double ROUNDING = 0.01;
    private static final float SHARE = 0.4f;

    static List<DreamPenalties> penalties() {
        return List.of(
                new DreamPenalties(0.7, 0, 0, 0),
                new DreamPenalties(0, 0.7, 0, 0),
                new DreamPenalties(0, 0, 0.7, 0),
                new DreamPenalties(0, 0, 0, 0.7),
                new DreamPenalties(0.2, 1, 0.3, 0.5));
    }

    /** Rounded off at zero as it is there. */
    private static double size(double value) {
        return Math.sqrt(value * value + ROUNDING * ROUNDING);
    }

    private static double cost(DreamPenalties penalties, double[] distance) {
        double cost = 0;
        for (int bin = 0; bin < BINS; bin++) {
            for (int band = 0; band < BANDS; band++) {
                double here = distance[bin * BANDS + band];
                cost += penalties.norm() * here * here / BANDS + penalties.sparsity() * size(here) / BANDS;
                if (bin > 0) {
                    double step = here - distance[(bin - 1) * BANDS + band];
                    cost += penalties.smoothness() * step * step / BANDS
                            + penalties.totalVariation() * size(step) / BANDS;
                }
                if (band > 0) {
                    double step = here - distance[bin * BANDS + band - 1];
                    cost += penalties.smoothness() * step * step / (BANDS - 1)
                            + penalties.totalVariation() * size(step) / (BANDS - 1);
                }
            }
        }
        return SHARE * RANGE * cost * DT_MS / DreamPenalties.UNIT_MS;
    }

    @ParameterizedTest
    @MethodSource("penalties")
    void itIsTheSlopeByCentralDifferences(DreamPenalties penalties) {
        SplittableRandom random = new SplittableRandom(6);
        double[] distance = random.doubles(BINS * BANDS, -1, 1).toArray();
        float[] single = new float[distance.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) distance[i];
        }
        float[] slopes = new float[distance.length];

        new Pull(penalties, BANDS, DT_MS, RANGE).subtractFrom(single, slopes, SHARE);

        for (int i = 0; i < distance.length; i++) {
            double before = distance[i];
            distance[i] = before + 1e-5;
            double above = cost(penalties, distance);
            distance[i] = before - 1e-5;
            double below = cost(penalties, distance);
            distance[i] = before;
            assertThat((double) slopes[i]).isCloseTo(-(above - below) / 2e-5, within(1e-4));
        }
    }
}
