package org.tonotopy.encoding.simulation;

/** A running mean that forgets with a time constant; it starts at 0, as after a long silence. */
final class LeakyTrace {

    private final double keep;
    private double value;

    /**
     * @param tauMs time constant in milliseconds
     * @param dtMs width of a time bin in milliseconds
     */
    LeakyTrace(double tauMs, double dtMs) {
        this.keep = StrictMath.exp(-dtMs / tauMs);
    }

    /** Takes in one bin and gives the mean up to and including it. */
    double add(double input) {
        value = keep * value + (1 - keep) * input;
        return value;
    }

    /** The mean so far. */
    double value() {
        return value;
    }
}
