package org.tonotopy.encoding.report;

import java.util.List;
import java.util.Optional;

/**
 * Whether the responses lie on the time axis of the sounds, as far as the recording itself can tell.
 *
 * @param verdict what to think of it
 * @param words why, in a sentence or two
 * @param remedy what to do, empty where there is nothing to do
 * @param peak the lag at which responses follow the sound level most closely; empty where the curve is
 * @param curve the correlation at each lag, ascending; empty where there is not enough to correlate
 */
public record Alignment(
        Verdict verdict,
        String words,
        Optional<String> remedy,
        Optional<LagCorrelation> peak,
        List<LagCorrelation> curve) {

    /** Responses that follow the sound by more milliseconds are later than those of neurons. */
    public static final double LATEST_MS = 50;

    /** What to think of the time axes. */
    public enum Verdict {
        /** Responses follow the sound by as much as neurons need. */
        ALIGNED,
        /** Responses come before the sound, or far after it. */
        SUSPICIOUS,
        /** The recording does not tell. */
        UNDECIDED
    }

    /**
     * One point of the curve.
     *
     * @param lagBins by how many bins the response is later than the sound level; negative: earlier
     * @param lagMs the same in milliseconds
     * @param correlation between sound level and population response at this lag, from -1 to 1
     * @param bins pairs of bins that it is over
     */
    public record LagCorrelation(int lagBins, double lagMs, double correlation, long bins) {}

    /** Copies the curve. */
    public Alignment {
        curve = List.copyOf(curve);
    }
}
