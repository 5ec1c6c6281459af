package org.tonotopy.encoding.network.vector;

/**
 * A time-major sequence.
 *
 * @param values value {@code i} of bin {@code t} at {@code offset + t * stride + i}; what lies between width and stride
 *     is zero
 * @param offset where bin 0 begins
 * @param stride from bin to bin
 * @param bins its length
 */
record Sequence(float[] values, int offset, int stride, int bins) {
    /** A sequence of zeros with rows padded to whole vectors. */
    static Sequence zeros(int bins, int width) {
        int stride = Lanes.padded(width);
        return new Sequence(new float[bins * stride], 0, stride, bins);
    }

    /** Where a bin begins. */
    int at(int bin) {
        return offset + bin * stride;
    }
}
