package org.tonotopy.encoding.network.vector;

/** Nonlinearities of one value without parameters. */
enum Activation {
    TANH,
    SIGMOID,
    SOFTPLUS,
    RELU,
    /** {@code x Phi(x)} with the normal distribution {@code Phi}. */
    GELU,
    /** A tenth of what is below zero passes. */
    LEAKY_RELU
}
