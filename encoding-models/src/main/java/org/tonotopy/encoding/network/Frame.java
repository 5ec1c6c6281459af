package org.tonotopy.encoding.network;

/**
 * What a network sees of one time bin: value {@code c * bands + f} is band {@code f} of channel {@code c}.
 *
 * @param channels 1 for a cochleagram; more behind a prefilter that splits it
 * @param bands frequency bands of each channel
 */
public record Frame(int channels, int bands) {
    /** Values per bin. */
    public int width() {
        return channels * bands;
    }
}
