package org.tonotopy.encoding.network;

/** What a network is, apart from the data's bands and neurons. */
public sealed interface NetworkSpec
        permits Linear,
                LinearNonlinear,
                ContrastGain,
                ReceptiveFieldNetwork,
                DynamicNetwork,
                ConvolutionalNetwork,
                Transformer,
                StateNet,
                Prefiltered {
    /** What follows the last linear map. */
    OutputNonlinearity output();

    /**
     * Where each parameter lies.
     *
     * @param frame what it sees of one time bin
     * @param neurons neurons whose responses it gives
     * @throws IllegalArgumentException if the network does not fit; the message names the field
     */
    ParameterLayout layout(Frame frame, int neurons);

    /**
     * Where each parameter lies, for a network that sees the cochleagram itself.
     *
     * @throws IllegalArgumentException if the network does not fit the shape; the message names the field
     */
    default ParameterLayout layout(NetworkShape shape) {
        return layout(shape.frame(), shape.neurons());
    }
}
