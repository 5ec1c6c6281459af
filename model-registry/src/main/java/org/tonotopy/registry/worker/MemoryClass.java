package org.tonotopy.registry.worker;

/**
 * Sizes of recordings by powers of two, so that "does it fit" is a matter of comparing small numbers, and of few lanes: class 0
 * is up to 256 MiB, each further one twice as much.
 */
public final class MemoryClass {
    /** The largest class: more than any machine has. */
    public static final int LARGEST = 20;

    private static final long SMALLEST_BYTES = 256L << 20;

    private MemoryClass() {}

    /** The class of something that takes so much room: the smallest that it fits into. */
    public static int needed(long bytes) {
        int needed = 0;
        while (needed < LARGEST && SMALLEST_BYTES << needed < bytes) {
            needed++;
        }
        return needed;
    }

    /** The class that so much room has a place for; 0 where it is less than the smallest. */
    public static int offered(long bytes) {
        int offered = 0;
        while (offered < LARGEST && SMALLEST_BYTES << (offered + 1) <= bytes) {
            offered++;
        }
        return offered;
    }

    /** The most bytes that something of a class takes. */
    public static long bytes(int memoryClass) {
        return SMALLEST_BYTES << memoryClass;
    }
}
