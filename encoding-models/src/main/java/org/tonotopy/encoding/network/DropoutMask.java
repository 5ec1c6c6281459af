package org.tonotopy.encoding.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Which values a {@link Dropout} silences: the same on every backend. */
public final class DropoutMask {
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
        SplittableRandom random = new SplittableRandom(seed(dropout, place));
        float kept = kept(dropout);
        long threshold = threshold(dropout);
        for (int i = 0; i < mask.length; i++) {
            mask[i] = Integer.toUnsignedLong(random.nextInt()) < threshold ? 0 : kept;
        }
    }

    /** Seed of the {@link SplittableRandom} whose numbers decide about the values of a clip, one after another. */
    public static long seed(Dropout dropout, int place) {
        return scattered(scattered(scattered(dropout.seed()) ^ dropout.step()) ^ place);
    }

    /** What a value that is kept is multiplied by. */
    public static float kept(Dropout dropout) {
        return (float) (1 / (1 - dropout.rate()));
    }

    /** Numbers below it, as unsigned ones, silence: a fraction of 2^32, so that one draw decides without rounding. */
    public static long threshold(Dropout dropout) {
        return (long) (dropout.rate() * (1L << Integer.SIZE));
    }

    /**
     * A bijection under which neighbouring numbers have nothing in common (Stafford's variant 13 of the MurmurHash3
     * finaliser). Seeds that differ by a multiple of the generator's own increment would give one sequence, shifted.
     */
    static long scattered(long number) {
        long z = number + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
