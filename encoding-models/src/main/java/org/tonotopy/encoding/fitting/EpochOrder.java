package org.tonotopy.encoding.fitting;

import java.util.SplittableRandom;

/**
 * The order of the clips as a function of (seed, epoch) alone, so that a fit which resumes at an epoch sees what it would
 * have seen without the interruption.
 */
final class EpochOrder {

    private EpochOrder() {}

    /** The order in which an epoch visits its clips: a permutation of {@code 0 .. clips - 1}. */
    static int[] permutation(long seed, int epoch, int clips) {
        int[] order = new int[clips];
        for (int i = 0; i < clips; i++) {
            order[i] = i;
        }
        SplittableRandom random = new SplittableRandom(SeedMixing.mix(seed, epoch));
        for (int i = clips - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }
}
