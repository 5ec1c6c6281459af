package org.tonotopy.encoding.fitting;

/** The finaliser of SplitMix64 (Steele, Lea and Flood 2014), over each part of a key in turn. */
final class SeedMixing {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private SeedMixing() {}

    /** A seed that two parts determine; parts that differ in one bit give seeds that have nothing in common. */
    static long mix(long first, long second) {
        return mix(mix(first) + second * GOLDEN_GAMMA);
    }

    private static long mix(long state) {
        long z = state + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
