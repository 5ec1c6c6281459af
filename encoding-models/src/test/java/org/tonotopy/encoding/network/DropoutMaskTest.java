package org.tonotopy.encoding.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutMaskTest {
    private static final int LENGTH = 20_000;
    private static final double RATE = 0.3;

    @Test
    void silencesTheShareAskedForAndScalesTheRest() {
        float[] mask = mask(new Dropout(RATE, 1, 0), 0);
        int silenced = 0;
        for (float value : mask) {
            assertThat(value).isIn(0f, (float) (1 / (1 - RATE)));
            silenced += value == 0 ? 1 : 0;
        }
        assertThat(silenced / (double) LENGTH).isCloseTo(RATE, within(0.02));
    }

    @Test
    void isTheSameForTheSameSeedStepAndPlace() {
        assertThat(mask(new Dropout(RATE, 5, 6), 7)).isEqualTo(mask(new Dropout(RATE, 5, 6), 7));
    }

    @Test
    void silencesNothingWithoutDropout() {
        assertThat(mask(Dropout.NONE, 0)).containsOnly(1);
    }

    @Test
    void neighbouringSeedsStepsAndPlacesHaveNothingInCommonAtAnyShift() {
        float[] mask = mask(new Dropout(RATE, 1, 10), 3);
        for (float[] neighbour : new float[][] {
            mask(new Dropout(RATE, 2, 10), 3), mask(new Dropout(RATE, 1, 11), 3), mask(new Dropout(RATE, 1, 10), 4)
        }) {
            for (int shift = 0; shift < 8; shift++) {
                assertThat(agreement(mask, neighbour, shift))
                        .isCloseTo(RATE * RATE + (1 - RATE) * (1 - RATE), within(0.02));
                assertThat(agreement(neighbour, mask, shift))
                        .isCloseTo(RATE * RATE + (1 - RATE) * (1 - RATE), within(0.02));
            }
        }
    }

    private static double agreement(float[] one, float[] other, int shift) {
        int equal = 0;
        for (int i = shift; i < LENGTH; i++) {
            equal += one[i] == other[i - shift] ? 1 : 0;
        }
        return equal / (double) (LENGTH - shift);
    }

    private static float[] mask(Dropout dropout, int place) {
        float[] mask = new float[LENGTH];
        Arrays.fill(mask, Float.NaN);
        DropoutMask.fill(dropout, place, mask);
        return mask;
    }
}
