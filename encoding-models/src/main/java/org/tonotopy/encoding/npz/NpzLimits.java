package org.tonotopy.encoding.npz;

/**
 * How much of an untrusted file is believed.
 *
 * @param maxEntries arrays in one archive
 * @param maxHeaderBytes length of one array's NPY header
 * @param maxElements elements of one array
 * @param maxBytes bytes of all arrays together after inflation
 * @param maxInflation bytes after inflation for each byte in the file; deflate itself cannot exceed 1032
 */
public record NpzLimits(int maxEntries, int maxHeaderBytes, long maxElements, long maxBytes, int maxInflation) {

    public NpzLimits {
        if (maxEntries < 1 || maxHeaderBytes < 1 || maxElements < 1 || maxBytes < 1 || maxInflation < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }

    /** Generous for recordings, and still safe on a laptop: 8 GiB, and two thousand million elements in one array. */
    public static NpzLimits standard() {
        return new NpzLimits(256, 16 * 1024, 2_000_000_000L, 8L << 30, 1032);
    }
}
