package org.tonotopy.encoding.network.vector;

/** Nonlinearities of one value without parameters. */
enum Activation {
    TANH,
    SIGMOID,
    SOFTPLUS,
    RELU,
    /** A tenth of what is below zero passes. */
    LEAKY_RELU
}
