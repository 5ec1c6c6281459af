package org.tonotopy.registry.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How each repeat of a response is smoothed before it becomes a target or is scored. */
public enum Smoothing {
    /** Not at all. */
    @JsonProperty("none")
    NONE,
    /** A centred 21 ms Hanning window of peak 1, as the published StateNet scores have it. */
    @JsonProperty("hanning_21ms_peak_one")
    HANNING_21MS_PEAK_ONE,
    /** A centred 21 ms Hanning window of sum 1. */
    @JsonProperty("hanning_21ms_sum_one")
    HANNING_21MS_SUM_ONE;

    private static final double LONGEST_SMOOTHED_BIN_MS = 5.25;

    /**
     * Whether it changes anything in bins of a width. The window is the odd number of bins nearest to 21 ms, the two
     * zero ends of a Hanning window included: above 5.25 ms a single tap is left.
     *
     * @param dtMs width of a time bin in milliseconds
     */
    public boolean smooths(double dtMs) {
        return this != NONE && dtMs <= LONGEST_SMOOTHED_BIN_MS;
    }
}
