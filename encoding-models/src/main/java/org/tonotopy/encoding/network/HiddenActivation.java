package org.tonotopy.encoding.network;

/** The nonlinearity of a {@link ReceptiveFieldNetwork}'s hidden units. */
public enum HiddenActivation {
    /** The hyperbolic tangent. */
    TANH,
    /** {@code 1 / (1 + e^-x)}. */
    SIGMOID
}
