package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.ParameterNames;

/** Weights of their own at each position along frequency; gives {@code [bin][channel * positions + position]}. */
final class LocallyConnected implements Layer {
    private final LocallyConnectedEncoder encoder;
    /** {@code [channel][tap][position]}. */
    private final INDArray weight;
    /** {@code [channel][position]}. */
    private final INDArray bias;

    LocallyConnected(LocallyConnectedEncoder encoder, ParameterArrays parameters) {
        this.encoder = encoder;
        this.weight = parameters.block(ParameterNames.ENCODER_WEIGHT);
        this.bias = parameters.block(ParameterNames.ENCODER_BIAS);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray output = scope.keep(Nd4j.zeros(input.dataType(), input.rows(), bias.length()));
        for (long position = 0; position < weight.size(2); position++) {
            INDArray product = scope.keep(
                    bandsAt(input, position).mmul(weightAt(weight, position).transpose()));
            channelsAt(output, position).assign(product);
        }
        output.addiRowVector(bias.reshape(bias.length()));
        return new Encoded(input, output);
    }

    private INDArray bandsAt(INDArray bands, long position) {
        long first = position * encoder.strideBands();
        return bands.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + encoder.kernelBands()));
    }

    /** {@code [channel][tap]}. */
    private static INDArray weightAt(INDArray weight, long position) {
        return weight.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(position));
    }

    /** {@code [bin][channel]}. */
    private INDArray channelsAt(INDArray sequence, long position) {
        return sequence.reshape(sequence.rows(), weight.size(0), weight.size(2))
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
            INDArray byChannel = scope.keep(cotangent.dup('c'));
            INDArray weightGradient = scope.keep(Nd4j.zeros(weight.dataType(), weight.shape()));
            INDArray inputGradient = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
            for (long position = 0; position < weight.size(2); position++) {
                INDArray slope = scope.keep(channelsAt(byChannel, position).dup('c'));
                weightAt(weightGradient, position)
                        .assign(scope.keep(slope.transpose().mmul(bandsAt(input, position))));
                bandsAt(inputGradient, position).addi(scope.keep(slope.mmul(weightAt(weight, position))));
            }
            gradient.add(ParameterNames.ENCODER_WEIGHT, weightGradient);
            gradient.add(ParameterNames.ENCODER_BIAS, scope.keep(cotangent.sum(0)));
            return inputGradient;
        }
    }
}
