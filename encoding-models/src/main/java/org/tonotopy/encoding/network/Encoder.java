package org.tonotopy.encoding.network;

/**
 * Encodes one time bin: at each position along frequency some bands are mapped to a number of channels, which are
 * layer-normalised over the channels and passed through a logistic sigmoid.
 */
public sealed interface Encoder permits LocallyConnectedEncoder, ConvolutionalEncoder, DenseEncoder {
    /**
     * What it does with a number of bands.
     *
     * @throws IllegalArgumentException if it does not fit; the message names the field
     */
    EncoderGeometry geometry(int bands);

    /** Whether all positions have the same weights. */
    boolean sharesWeights();
}
