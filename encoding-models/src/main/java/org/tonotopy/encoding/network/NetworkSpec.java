package org.tonotopy.encoding.network;

/** What a network is, apart from the data's bands and neurons. */
public sealed interface NetworkSpec permits Linear, LinearNonlinear, StateNet {
    /** What follows the last linear map. */
    OutputNonlinearity output();

    /**
     * Where each parameter lies.
     *
     * @throws IllegalArgumentException if the network does not fit the shape; the message names the field
     */
    ParameterLayout layout(NetworkShape shape);
}
