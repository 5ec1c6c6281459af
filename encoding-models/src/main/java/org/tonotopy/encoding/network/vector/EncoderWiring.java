package org.tonotopy.encoding.network.vector;

import java.util.Arrays;
import org.tonotopy.encoding.network.ConvolutionalEncoder;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.Encoder;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;

/**
 * Which value of an encoder sees which value of the frame, and through which weight. Encoders differ in nothing else.
 *
 * @param input the frame's value, by connection
 * @param value the encoder's value, by connection
 * @param weight place in the block of weights, by connection
 * @param bias place in the block of biases, by value
 */
@SuppressWarnings("ArrayRecordComponent")
record EncoderWiring(int[] input, int[] value, int[] weight, int[] bias) {
    static EncoderWiring of(Encoder encoder, Frame frame) {
        int positions = encoder.positions(frame.bands());
        if (encoder instanceof LocallyConnectedEncoder local) {
            return wire(frame, encoder.channels(), local.kernelBands(), local.strideBands(), positions, true);
        }
        if (encoder instanceof ConvolutionalEncoder shared) {
            return wire(frame, encoder.channels(), shared.kernelBands(), shared.strideBands(), positions, false);
        }
        if (encoder instanceof DenseEncoder) {
            return wire(frame, encoder.channels(), frame.bands(), 1, positions, false);
        }
        throw new IllegalArgumentException("there is no encoder " + encoder);
    }

    private static EncoderWiring wire(
            Frame frame, int channels, int kernel, int step, int positions, boolean weightsOfItsOwn) {
        int count = channels * frame.channels() * kernel * positions;
        int[] input = new int[count];
        int[] value = new int[count];
        int[] weight = new int[count];
        int[] bias = new int[channels * positions];
        int connection = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int ofFrame = 0; ofFrame < frame.channels(); ofFrame++) {
                for (int tap = 0; tap < kernel; tap++) {
                    for (int position = 0; position < positions; position++) {
                        int place = (channel * frame.channels() + ofFrame) * kernel + tap;
                        input[connection] = ofFrame * frame.bands() + position * step + tap;
                        value[connection] = channel * positions + position;
                        weight[connection] = weightsOfItsOwn ? place * positions + position : place;
                        connection++;
                    }
                }
            }
            for (int position = 0; position < positions; position++) {
                int at = channel * positions + position;
                bias[at] = weightsOfItsOwn ? at : channel;
            }
        }
        return new EncoderWiring(input, value, weight, bias);
    }

    int weights() {
        return Arrays.stream(weight).max().orElse(-1) + 1;
    }

    int biases() {
        return Arrays.stream(bias).max().orElse(-1) + 1;
    }
}
