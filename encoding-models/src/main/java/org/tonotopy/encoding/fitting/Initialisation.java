package org.tonotopy.encoding.fitting;

/** Where gradient descent starts. */
public enum Initialisation {
    /** The network's own random initialisation, drawn from the seed. */
    RANDOM,
    /** Ridge regression in closed form for the linear part; for networks whose first stage is a linear filter. */
    RIDGE
}
