package org.tonotopy.registry.sweep;

/**
 * How weak fits of a sweep are stopped early (successive halving: Jamieson and Talwalkar 2016 AISTATS): all run to a rung, the
 * best part of them by validation score goes on to one that is as much longer, the others end.
 *
 * @param firstEpochs epochs of the first rung, 1 or more
 * @param factor by which each rung is longer than the one before and leaves fewer, 2 or more
 */
public record Halving(int firstEpochs, int factor) {
    /**
     * The rung after one.
     *
     * @param epochs of the rung before
     */
    long next(int epochs) {
        return (long) epochs * factor;
    }

    /** How many of some fits go on: one part in {@link #factor}, rounded up. */
    int survivors(int fits) {
        return (fits + factor - 1) / factor;
    }
}
