package org.tonotopy.encoding.array;

import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;

/**
 * How much of an untrusted file of arrays is believed.
 *
 * @param maxEntries arrays in one file
 * @param maxHeaderBytes length of one array's NPY header
 * @param maxElements elements of one array
 * @param maxBytes bytes of all arrays together after inflation
 * @param maxInflation bytes after inflation for each byte in the file; deflate itself cannot exceed 1032
 */
public record ArrayFileLimits(int maxEntries, int maxHeaderBytes, long maxElements, long maxBytes, int maxInflation) {

    public ArrayFileLimits {
        if (maxEntries < 1 || maxHeaderBytes < 1 || maxElements < 1 || maxBytes < 1 || maxInflation < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }

    /** Generous for recordings, and still safe on a laptop: 8 GiB, and two thousand million elements in one array. */
    public static ArrayFileLimits standard() {
        return new ArrayFileLimits(256, 16 * 1024, 2_000_000_000L, 8L << 30, 1032);
    }

    /**
     * Checks the size that a header claims.
     *
     * @throws ArrayFileRefusedException where it has more elements or bytes than one array may have
     */
    public void requireWithin(String array, ArrayHeader header) throws ArrayFileRefusedException {
        // Division first: the product of hostile lengths overflows, and an axis of 0 must not hide the others.
        long product = 1;
        for (int length : header.shape()) {
            if (length > 0 && product > maxElements / length) {
                throw new ArrayFileRefusedException(
                        Kind.TOO_LARGE,
                        array,
                        "declares shape " + header.shapeText() + ", more than " + maxElements + " elements",
                        "split the recording into smaller files");
            }
            product *= Math.max(length, 1);
        }
        if (product * header.type().bytes() > maxBytes) {
            throw new ArrayFileRefusedException(
                    Kind.TOO_LARGE,
                    array,
                    "declares shape " + header.shapeText() + ", more than " + maxBytes + " bytes",
                    "split the recording, or use a smaller element type");
        }
    }
}
