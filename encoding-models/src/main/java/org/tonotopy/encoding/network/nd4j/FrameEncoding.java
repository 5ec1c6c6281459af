package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.ConvolutionalEncoder;
import org.tonotopy.encoding.network.Encoder;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.ParameterNames;

/** The linear part of an encoder, position by position; gives {@code [bin][channel * positions + position]}. */
final class FrameEncoding implements Layer {
    private final Frame frame;
    private final int kernel;
    private final int step;
    private final int positions;
    private final int channels;
    private final boolean weightsOfTheirOwn;
    /** {@code [channel][input][position]} where each position has its own, else {@code [channel][input]}. */
    private final INDArray weight;
    /** {@code [channel][position]} or {@code [channel]}. */
    private final INDArray bias;

    FrameEncoding(Encoder encoder, Frame frame, ParameterArrays parameters) {
        this.frame = frame;
        this.positions = encoder.positions(frame.bands());
        this.channels = encoder.channels();
        this.weightsOfTheirOwn = encoder instanceof LocallyConnectedEncoder;
        this.weight = parameters.block(ParameterNames.ENCODER_WEIGHT);
        this.bias = parameters.block(ParameterNames.ENCODER_BIAS);
        if (encoder instanceof LocallyConnectedEncoder local) {
            this.kernel = local.kernelBands();
            this.step = local.strideBands();
        } else if (encoder instanceof ConvolutionalEncoder shared) {
            this.kernel = shared.kernelBands();
            this.step = shared.strideBands();
        } else {
            this.kernel = frame.bands();
            this.step = 1;
        }
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray output = scope.keep(Nd4j.zeros(input.dataType(), input.rows(), (long) channels * positions));
        for (int position = 0; position < positions; position++) {
            INDArray seen = scope.keep(seenFrom(input, position).dup('c')).reshape(input.rows(), inputs());
            INDArray product = scope.keep(seen.mmul(weightAt(weight, position).transpose()));
            channelsAt(output, position)
                    .assign(scope.keep(product.addRowVector(weightsOfTheirOwn ? biasAt(bias, position) : bias)));
        }
        return new Encoded(input, output);
    }

    private long inputs() {
        return (long) frame.channels() * kernel;
    }

    /** A view {@code [bin][channel of the frame][tap]}. */
    private INDArray seenFrom(INDArray sequence, int position) {
        int first = position * step;
        return sequence.reshape(sequence.rows(), frame.channels(), frame.bands())
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(first, first + kernel));
    }

    /** A view {@code [channel][input]}. */
    private INDArray weightAt(INDArray array, int position) {
        INDArrayIndex all = NDArrayIndex.all();
        return weightsOfTheirOwn ? array.get(all, all, NDArrayIndex.point(position)) : array;
    }

    private static INDArray biasAt(INDArray array, int position) {
        return array.get(NDArrayIndex.all(), NDArrayIndex.point(position));
    }

    /** A view {@code [bin][channel]}. */
    private INDArray channelsAt(INDArray sequence, int position) {
        return sequence.reshape(sequence.rows(), channels, positions)
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(position));
    }

    private final class Encoded implements Activity {
        private final INDArray input;
        private final INDArray output;

        Encoded(INDArray input, INDArray output) {
            this.input = input;
            this.output = output;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            INDArray slopes = scope.keep(cotangent.dup('c'));
            INDArray weightGradient = scope.keep(Nd4j.zeros(weight.dataType(), weight.shape()));
            INDArray inputGradient = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
            for (int position = 0; position < positions; position++) {
                INDArray slope = scope.keep(channelsAt(slopes, position).dup('c'));
                INDArray seen = scope.keep(seenFrom(input, position).dup('c')).reshape(input.rows(), inputs());
                weightAt(weightGradient, position)
                        .addi(scope.keep(slope.transpose().mmul(seen)));
                INDArray ofSeen = scope.keep(
                        scope.keep(slope.mmul(weightAt(weight, position))).dup('c'));
                seenFrom(inputGradient, position).addi(ofSeen.reshape(input.rows(), frame.channels(), kernel));
            }
            gradient.add(ParameterNames.ENCODER_WEIGHT, weightGradient);
            INDArray byValue = scope.keep(slopes.sum(0)).reshape(channels, positions);
            gradient.add(ParameterNames.ENCODER_BIAS, weightsOfTheirOwn ? byValue : scope.keep(byValue.sum(1)));
            return inputGradient;
        }
    }
}
