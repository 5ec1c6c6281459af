package org.tonotopy.encoding.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Which values a {@link Dropout} silences: the same on every backend. */
public final class DropoutMask {
    /** The golden ratio's fraction as a 64-bit odd number: it spreads counters over all bits. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private DropoutMask() {}

    /**
     * Fills a mask with 0 where a value is silenced and {@code 1 / (1 - rate)} elsewhere.
     *
     * @param dropout rate, seed and step
     * @param place the clip's place in the batch
     * @param mask {@code float[bins * width]}, time-major
     */
    public static void fill(Dropout dropout, int place, float[] mask) {
        if (dropout.rate() == 0) {
            Arrays.fill(mask, 1);
            return;
        }
        SplittableRandom random = new SplittableRandom((dropout.seed() * SPREAD + dropout.step()) * SPREAD + place);
        float kept = (float) (1 / (1 - dropout.rate()));
        // A fraction of 2^32, so that one draw decides without rounding.
        long threshold = (long) (dropout.rate() * (1L << Integer.SIZE));
        for (int i = 0; i < mask.length; i++) {
            mask[i] = Integer.toUnsignedLong(random.nextInt()) < threshold ? 0 : kept;
        }
    }
}
