package org.tonotopy.encoding.network;

import java.util.Arrays;

/**
 * Which values a {@link Transformer} silences by itself while training: the same on every backend. Each value is decided
 * by its number alone, so any stretch can be had at any time, and a backend need not keep what it can make again.
 */
public final class SiteMask {
    /** Where values are silenced. */
    public enum Site {
        /** {@code [window][patch][patch attended to]}. */
        ATTENTION_WEIGHTS,
        /** {@code [window][patch][unit]}. */
        ATTENTION,
        /** {@code [window][patch][feed-forward unit]}. */
        FEED_FORWARD_UNITS,
        /** {@code [window][patch][unit]}. */
        FEED_FORWARD
    }

    /** Odd, so that numbers stay apart: the golden section of 2^32. */
    private static final int WEYL = 0x9E3779B9;

    private final boolean silences;
    private final float kept;
    /** A share of 2^32, moved so that signed numbers compare as unsigned ones do. */
    private final int threshold;

    private final int begin;
    private final int twist;

    /**
     * The mask of a clip at a site.
     *
     * @param rate share that is silenced while training, in [0, 1)
     * @param dropout tells seed and step, and whether this is training
     * @param place the clip's place in the batch
     */
    public SiteMask(Site site, double rate, Dropout dropout, int place) {
        this.silences = dropout.training() && rate > 0;
        this.kept = (float) (1 / (1 - rate));
        this.threshold = (int) (long) (rate * (1L << Integer.SIZE)) ^ Integer.MIN_VALUE;
        long key = DropoutMask.scattered(dropout.seed());
        key = DropoutMask.scattered(key ^ dropout.step());
        key = DropoutMask.scattered(key ^ place);
        key = DropoutMask.scattered(key ^ ~(long) site.ordinal());
        this.begin = (int) key;
        this.twist = (int) (key >>> Integer.SIZE);
    }

    /** Whether there is anything to silence. */
    public boolean silences() {
        return silences;
    }

    /**
     * Fills a stretch of a mask with 0 where a value is silenced and {@code 1 / (1 - rate)} elsewhere.
     *
     * @param first number of the first value
     * @param mask where to
     * @param at place of the first value in it
     * @param length number of values
     */
    public void fill(int first, float[] mask, int at, int length) {
        if (!silences) {
            Arrays.fill(mask, at, at + length, 1);
            return;
        }
        for (int i = 0; i < length; i++) {
            mask[at + i] = (scattered(first + i) ^ Integer.MIN_VALUE) < threshold ? 0 : kept;
        }
    }

    /**
     * The finaliser of MurmurHash3 with a second key between its rounds: with one key alone the masks of two clips would be
     * one sequence, shifted.
     */
    private int scattered(int number) {
        int h = number * WEYL + begin;
        h = (h ^ (h >>> 16)) * 0x85EBCA6B;
        h ^= twist;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return h ^ (h >>> 16);
    }
}
