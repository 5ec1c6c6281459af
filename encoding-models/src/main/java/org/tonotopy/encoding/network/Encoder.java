package org.tonotopy.encoding.network;

/**
 * Encodes one time bin: {@code channels} values at each of some positions along frequency, layer-normalised over the
 * channels of a position and passed through a logistic sigmoid. Channel {@code c} of position {@code l} is value
 * {@code c * positions + l}.
 */
public sealed interface Encoder permits LocallyConnectedEncoder, ConvolutionalEncoder, DenseEncoder {
    /** Values per position. */
    int channels();

    /**
     * Number of positions.
     *
     * @throws IllegalArgumentException if the encoder is wider than the bands; the message names the field
     */
    int positions(int bands);

    /** Values per time bin. */
    default int width(int bands) {
        return Math.multiplyExact(channels(), positions(bands));
    }

    /** Adds its weights and biases, but not those of the norm. */
    void addTo(ParameterLayout.Builder layout, Frame frame);
}
