package org.tonotopy.encoding.cochleagram;

/**
 * The settings of a cochleagram.
 *
 * @param scale where the bands lie
 * @param bands number of bands
 * @param lowestHz centre of the lowest band
 * @param highestHz centre of the highest band
 * @param windowMs length of the window of a short-time level, which ends with its time bin
 * @param compression of the level
 * @param alignment which samples a time bin may use
 */
public record FrontEnd(
        FrequencyScale scale,
        int bands,
        double lowestHz,
        double highestHz,
        double windowMs,
        Compression compression,
        Alignment alignment) {
    /** Which samples a time bin may use. */
    public enum Alignment {
        /** None after its end: bin {@code k} covers {@code [k * dt, (k + 1) * dt)}. */
        CAUSAL,
        /** One hop of look-ahead, and a hop of whole samples: how the NS1 cochleagrams were published. */
        PUBLISHED_NS1
    }
}
