package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.EncoderGeometry;
import org.tonotopy.encoding.network.ParameterNames;

/** The linear maps of an encoder, one position after another; gives {@code [bin][channel * positions + position]}. */
final class BandEncoding implements Layer {
    private final EncoderGeometry geometry;
    /** {@code [channel][tap][position]}, or {@code [channel][tap]} for all positions. */
    private final INDArray weight;
    /** {@code [channel][position]}, or {@code [channel]} for all positions. */
    private final INDArray bias;

    BandEncoding(EncoderGeometry geometry, ParameterArrays parameters) {
        this.geometry = geometry;
        this.weight = parameters.block(ParameterNames.ENCODER_WEIGHT);
        this.bias = parameters.block(ParameterNames.ENCODER_BIAS);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray output = scope.keep(Nd4j.zeros(input.dataType(), input.rows(), geometry.width()));
        for (long position = 0; position < geometry.positions(); position++) {
            INDArray product = scope.keep(
                    bandsAt(input, position).mmul(weightAt(weight, position).transpose()));
            channelsAt(output, position).assign(product.addiRowVector(biasAt(bias, position)));
        }
        return new Encoded(input, output);
    }

    private INDArray bandsAt(INDArray bands, long position) {
        long first = position * geometry.strideBands();
        return bands.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + geometry.kernelBands()));
    }

    /** {@code [channel][tap]}: a view. */
    private static INDArray weightAt(INDArray weight, long position) {
        return weight.rank() == 2
                ? weight
                : weight.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(position));
    }

    /** {@code [channel]}: a view. */
    private static INDArray biasAt(INDArray bias, long position) {
        return bias.rank() == 1 ? bias : bias.get(NDArrayIndex.all(), NDArrayIndex.point(position));
    }

    /** {@code [bin][channel]}: a view. */
    private INDArray channelsAt(INDArray sequence, long position) {
        return sequence.reshape(sequence.rows(), geometry.channels(), geometry.positions())
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
            INDArray biasGradient = scope.keep(Nd4j.zeros(bias.dataType(), bias.shape()));
            INDArray inputGradient = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
            for (long position = 0; position < geometry.positions(); position++) {
                INDArray slope = scope.keep(channelsAt(byChannel, position).dup('c'));
                weightAt(weightGradient, position)
                        .addi(scope.keep(slope.transpose().mmul(bandsAt(input, position))));
                biasAt(biasGradient, position).addi(scope.keep(slope.sum(0)));
                bandsAt(inputGradient, position).addi(scope.keep(slope.mmul(weightAt(weight, position))));
            }
            gradient.add(ParameterNames.ENCODER_WEIGHT, weightGradient);
            gradient.add(ParameterNames.ENCODER_BIAS, biasGradient);
            return inputGradient;
        }
    }
}
