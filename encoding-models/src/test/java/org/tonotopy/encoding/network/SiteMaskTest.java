package org.tonotopy.encoding.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.network.SiteMask.Site;

class SiteMaskTest {
    private static final int LENGTH = 20_000;
    private static final double RATE = 0.3;

    @Test
    void silencesTheShareAskedForAndScalesTheRest() {
        float[] mask = mask(Site.ATTENTION, new Dropout(0, 1, 0), 0);
        int silenced = 0;
        for (float value : mask) {
            assertThat(value).isIn(0f, (float) (1 / (1 - RATE)));
            silenced += value == 0 ? 1 : 0;
        }
        assertThat(silenced / (double) LENGTH).isCloseTo(RATE, within(0.02));
    }

    @Test
    void anyStretchIsThatOfTheWhole() {
        SiteMask mask = new SiteMask(Site.FEED_FORWARD, RATE, new Dropout(0, 7, 3), 2);
        float[] whole = new float[100];
        mask.fill(0, whole, 0, 100);
        float[] part = new float[40];
        mask.fill(25, part, 10, 30);
        assertThat(Arrays.copyOfRange(part, 10, 40)).isEqualTo(Arrays.copyOfRange(whole, 25, 55));
    }

    @Test
    void silencesNothingInUse() {
        assertThat(mask(Site.ATTENTION, Dropout.NONE, 0)).containsOnly(1);
    }

    @Test
    void sitesPlacesSeedsAndStepsHaveNothingInCommonAtAnyShift() {
        float[] mask = mask(Site.ATTENTION, new Dropout(0, 1, 10), 3);
        for (float[] other : new float[][] {
            mask(Site.FEED_FORWARD, new Dropout(0, 1, 10), 3),
            mask(Site.ATTENTION, new Dropout(0, 2, 10), 3),
            mask(Site.ATTENTION, new Dropout(0, 1, 11), 3),
            mask(Site.ATTENTION, new Dropout(0, 1, 10), 4)
        }) {
            for (int shift = 0; shift < 8; shift++) {
                assertThat(agreement(mask, other, shift))
                        .isCloseTo(RATE * RATE + (1 - RATE) * (1 - RATE), within(0.02));
            }
        }
    }

    @Test
    void neighbouringValuesHaveNothingInCommon() {
        float[] mask = mask(Site.ATTENTION_WEIGHTS, new Dropout(0, 1, 10), 3);
        for (int shift : new int[] {1, 2, 3, 40, 48, 1600}) {
            assertThat(agreement(mask, mask, shift)).isCloseTo(RATE * RATE + (1 - RATE) * (1 - RATE), within(0.02));
        }
    }

    private static double agreement(float[] one, float[] other, int shift) {
        int equal = 0;
        for (int i = shift; i < LENGTH; i++) {
            equal += one[i] == other[i - shift] ? 1 : 0;
        }
        return equal / (double) (LENGTH - shift);
    }

    private static float[] mask(Site site, Dropout dropout, int place) {
        float[] mask = new float[LENGTH];
        new SiteMask(site, RATE, dropout, place).fill(0, mask, 0, LENGTH);
        return mask;
    }
}
