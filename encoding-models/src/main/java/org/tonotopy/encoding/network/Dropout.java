package org.tonotopy.encoding.network;

/**
 * Silences a share of the values before the readout while training, and scales the others up by {@code 1 / (1 - rate)}.
 * Which ones depends on seed, step and the clip's place in the batch alone.
 *
 * @param rate share that is silenced, in [0, 1)
 * @param seed of the fit
 * @param step counts the steps of the fit
 */
public record Dropout(double rate, long seed, long step) {
    /** Silences nothing: what every use of a fitted network has. */
    public static final Dropout NONE = new Dropout(0, 0, 0);

    /** Checks the rate. */
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("dropout is " + rate + ": use a share from 0 up to below 1");
        }
    }
}
