package org.tonotopy.api.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How the sounds of a recording become cochleagrams.
 *
 * @param preset all settings by one name, instead of the others
 * @param scale where the bands lie
 * @param bands number of bands
 * @param lowestHz centre of the lowest band
 * @param highestHz centre of the highest band
 * @param windowMs length of the window of a short-time level
 * @param compression of the level
 * @param floorDb lowest level in decibel
 * @param exponent of the power
 */
@Schema(
        name = "RequestedFrontEnd",
        description =
                "How the sounds of a recording become cochleagrams; what is left out has its default (of the format"
                        + " ns1: the preset ns1). Time bins are"
                        + " as wide as dt_ms of the metadata, and use no sound after their end.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FrontEndRequest(
        @Schema(
                description =
                        "All settings by one name, instead of the others: the default, the bank of NS1, and the bank"
                                + " of NS1 looking one hop ahead, as its published cochleagrams do.",
                allowableValues = {FrontEndCheck.STANDARD, FrontEndCheck.NS1, FrontEndCheck.NS1_PUBLISHED})
        @Nullable String preset,

        @Schema(
                description = "Where the bands lie.",
                allowableValues = {"log", "mel", "greenwood", "gammatone"},
                defaultValue = "log")
        @Nullable String scale,

        @Schema(
                description = "Number of bands.",
                minimum = "1",
                maximum = "" + FrontEndCheck.MOST_BANDS,
                defaultValue = "34")
        @Nullable Integer bands,

        @Schema(
                description = "Centre of the lowest band in Hz.",
                minimum = "" + FrontEndCheck.LOWEST_HZ,
                maximum = "" + FrontEndCheck.HIGHEST_HZ,
                defaultValue = "200")
        @Nullable Double lowestHz,

        @Schema(
                description = "Centre of the highest band in Hz, below half the sounds' sample rate.",
                minimum = "" + FrontEndCheck.LOWEST_HZ,
                maximum = "" + FrontEndCheck.HIGHEST_HZ,
                defaultValue = "16000")
        @Nullable Double highestHz,

        @Schema(
                description = "Length in ms of the window of a short-time level, which ends with its time bin.",
                minimum = "" + FrontEndCheck.SHORTEST_WINDOW_MS,
                maximum = "" + FrontEndCheck.LONGEST_WINDOW_MS,
                defaultValue = "10")
        @Nullable Double windowMs,

        @Schema(
                description = "What is done to a level: ten times its common logarithm, or a power of it.",
                allowableValues = {"decibel", "power"},
                defaultValue = "decibel")
        @Nullable String compression,

        @Schema(
                description = "Of decibel: the lowest level, which silence gets.",
                minimum = "" + FrontEndCheck.LOWEST_FLOOR_DB,
                maximum = "" + FrontEndCheck.HIGHEST_FLOOR_DB,
                defaultValue = "-60")
        @Nullable Double floorDb,

        @Schema(
                description = "Of power: the exponent.",
                minimum = "" + FrontEndCheck.LEAST_EXPONENT,
                maximum = "" + FrontEndCheck.LARGEST_EXPONENT,
                defaultValue = "0.3333333333333333")
        @Nullable Double exponent) {
    /** Whether it sets anything beside the preset. */
    boolean hasSettings() {
        return scale != null
                || bands != null
                || lowestHz != null
                || highestHz != null
                || windowMs != null
                || compression != null
                || floorDb != null
                || exponent != null;
    }
}
