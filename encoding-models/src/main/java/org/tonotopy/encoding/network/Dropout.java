package org.tonotopy.encoding.network;

/**
 * What is silenced while training: a share of the values before the readout, and what a network silences by itself. The
 * others are scaled up by {@code 1 / (1 - rate)}. Which ones depends on seed, step and the clip's place in the batch alone.
 *
 * @param rate share of the values before the readout that is silenced, in [0, 1)
 * @param seed of the fit
 * @param step counts the steps of the fit
 * @param training whether a network silences what it silences by itself
 */
public record Dropout(double rate, long seed, long step, boolean training) {
    /** Silences nothing: what every use of a fitted network has. */
    public static final Dropout NONE = new Dropout(0, 0, 0, false);

    /** Checks the rate. */
    public Dropout {
        requireShare(rate);
    }

    /** While training. */
    public Dropout(double rate, long seed, long step) {
        this(rate, seed, step, true);
    }

    static void requireShare(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout is " + rate + ": use a share from 0 up to below 1");
        }
    }
}
