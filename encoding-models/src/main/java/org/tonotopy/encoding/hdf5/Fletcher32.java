package org.tonotopy.encoding.hdf5;

/** The checksum that HDF5 puts behind a chunk: Fletcher's over 16-bit words, the first byte of a word the higher. */
final class Fletcher32 {

    /** Words that two 32-bit sums take before they have to be folded. */
    private static final int WORDS = 360;

    private Fletcher32() {}

    static int of(byte[] bytes, int length) {
        int first = 0;
        int second = 0;
        for (int start = 0; start < length; start += 2 * WORDS) {
            int end = Math.min(length, start + 2 * WORDS);
            for (int i = start; i < end; i += 2) {
                first += (bytes[i] & 0xff) << 8 | (i + 1 < length ? bytes[i + 1] & 0xff : 0);
                second += first;
            }
            first = folded(first);
            second = folded(second);
        }
        return folded(second) << 16 | folded(first);
    }

    private static int folded(int sum) {
        return (sum & 0xffff) + (sum >>> 16);
    }
}
