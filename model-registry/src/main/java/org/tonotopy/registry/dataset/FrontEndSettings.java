package org.tonotopy.registry.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the sounds of a recording become cochleagrams; part of the dataset's provenance.
 *
 * @param scale where the bands lie
 * @param bands number of bands
 * @param lowestHz centre of the lowest band
 * @param highestHz centre of the highest band
 * @param windowMs length of the window of a short-time level
 * @param compression of the level
 * @param floorDb lowest level of {@link CompressionKind#DECIBEL}; kept, and without effect, for the other
 * @param exponent of {@link CompressionKind#POWER}; kept, and without effect, for the other
 * @param alignment which samples a time bin may use
 */
public record FrontEndSettings(
        Scale scale,
        int bands,
        double lowestHz,
        double highestHz,
        double windowMs,
        CompressionKind compression,
        double floorDb,
        double exponent,
        AlignmentKind alignment) {
    private static final double NS1_LOWEST_HZ = 500;
    private static final double NS1_HIGHEST_HZ = NS1_LOWEST_HZ * Math.pow(2, 33.0 / 6);

    /** Below the quantisation noise of 16 bits. */
    private static final double FLOOR_DB = -60;

    /** Below everything: the published frames have no floor. */
    private static final double PUBLISHED_FLOOR_DB = -300;

    /** Where bands lie. */
    public enum Scale {
        @JsonProperty("log")
        LOG,
        @JsonProperty("mel")
        MEL,
        @JsonProperty("greenwood")
        GREENWOOD,
        @JsonProperty("gammatone")
        GAMMATONE
    }

    /** What is done to a level. */
    public enum CompressionKind {
        @JsonProperty("decibel")
        DECIBEL,
        @JsonProperty("power")
        POWER
    }

    /** Which samples a time bin may use. */
    public enum AlignmentKind {
        /** None after its end. */
        @JsonProperty("causal")
        CAUSAL,
        /** One hop of look-ahead, as the NS1 cochleagrams were published. */
        @JsonProperty("published_ns1")
        PUBLISHED_NS1
    }

    /** What is used where a request says nothing. */
    public static FrontEndSettings defaultOf(RecordingFormat format) {
        return format == RecordingFormat.NS1 ? ns1() : standard();
    }

    /** Fits sounds of 44.1 kHz and more: 34 bands from 200 Hz to 16 kHz, a window of 10 ms, strictly causal. */
    public static FrontEndSettings standard() {
        return logarithmic(200, 16_000, FLOOR_DB, AlignmentKind.CAUSAL);
    }

    /** The bank of Harper 2016, a sixth of an octave from band to band, strictly causal. */
    public static FrontEndSettings ns1() {
        return logarithmic(NS1_LOWEST_HZ, NS1_HIGHEST_HZ, FLOOR_DB, AlignmentKind.CAUSAL);
    }

    /** The same bank as its authors aligned it. */
    public static FrontEndSettings publishedNs1() {
        return logarithmic(NS1_LOWEST_HZ, NS1_HIGHEST_HZ, PUBLISHED_FLOOR_DB, AlignmentKind.PUBLISHED_NS1);
    }

    private static FrontEndSettings logarithmic(double lowestHz, double highestHz, double floorDb, AlignmentKind alignment) {
        return new FrontEndSettings(
                Scale.LOG, 34, lowestHz, highestHz, 10, CompressionKind.DECIBEL, floorDb, 1.0 / 3, alignment);
    }
}
