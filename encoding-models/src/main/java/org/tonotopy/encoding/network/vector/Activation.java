package org.tonotopy.encoding.network.vector;

/** Nonlinearities of one value without parameters. */
enum Activation {
    TANH,
    SIGMOID,
    SOFTPLUS,
    RELU,
    /** {@code x Phi(x)} with the normal distribution {@code Phi}. */
    GELU,
    /** {@code x / (1 + e^-x)}. */
    SILU,
    /** A tenth of what is below zero passes. */
    LEAKY_RELU
}
