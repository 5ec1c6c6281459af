package org.tonotopy.encoding.fitting;

import java.util.SplittableRandom;

/**
 * The order of the clips as a function of (seed, epoch) alone, so that a fit which resumes at an epoch sees what it would
 * have seen without the interruption.
 */
final class EpochOrder {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private EpochOrder() {}

    /** The order in which an epoch visits its clips: a permutation of {@code 0 .. clips - 1}. */
    static int[] permutation(long seed, int epoch, int clips) {
        int[] order = new int[clips];
        for (int i = 0; i < clips; i++) {
            order[i] = i;
        }
        SplittableRandom random = new SplittableRandom(key(seed, epoch));
        for (int i = clips - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014) over each part in turn. */
    private static long key(long seed, int epoch) {
        return mix(mix(seed) + epoch * GOLDEN_GAMMA);
    }

    private static long mix(long state) {
        long z = state + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
