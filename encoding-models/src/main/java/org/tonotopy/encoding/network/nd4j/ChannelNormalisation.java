package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * Layer normalisation over the channels, at each bin and position by itself: to mean 0 and (biased) variance 1, then a
 * learned scale and shift (Ba et al. 2016).
 */
final class ChannelNormalisation implements Layer {
    private static final double EPSILON = 1e-5;

    /** {@code [1][channel][1]}. */
    private final INDArray scale;
    /** {@code [1][channel][1]}. */
    private final INDArray shift;

    private final String scaleName;
    private final String shiftName;

    ChannelNormalisation(ParameterArrays parameters) {
        this(parameters, ParameterNames.NORM_SCALE, ParameterNames.NORM_SHIFT);
    }

    ChannelNormalisation(ParameterArrays parameters, String scaleName, String shiftName) {
        this.scaleName = scaleName;
        this.shiftName = shiftName;
        this.scale = column(parameters.block(scaleName));
        this.shift = column(parameters.block(shiftName));
    }

    private static INDArray column(INDArray channels) {
        return channels.reshape(1, channels.length(), 1);
    }

    /** {@code [bin][channel][position]}. */
    private INDArray byChannel(INDArray sequence) {
        long channels = scale.length();
        return sequence.reshape(sequence.rows(), channels, sequence.columns() / channels);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray values = byChannel(scope.keep(input.dup('c')));
        INDArray centred = scope.keep(values.sub(scope.keep(values.mean(true, 1))));
        INDArray variance = scope.keep(scope.keep(centred.mul(centred)).mean(true, 1));
        INDArray precision = Transforms.sqrt(variance.addi(EPSILON), false).rdivi(1);
        INDArray normal = centred.muli(precision);
        INDArray output = scope.keep(scope.keep(normal.mul(scale)).add(shift));
        return new Normalised(normal, precision, output.reshape(input.rows(), input.columns()));
    }

    private final class Normalised implements Activity {
        private final INDArray normal;
        private final INDArray precision;
        private final INDArray output;

        Normalised(INDArray normal, INDArray precision, INDArray output) {
            this.normal = normal;
            this.precision = precision;
            this.output = output;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            INDArray slope = byChannel(scope.keep(cotangent.dup('c')));
            gradient.add(scaleName, scope.keep(scope.keep(slope.mul(normal)).sum(0, 2)));
            gradient.add(shiftName, scope.keep(slope.sum(0, 2)));
            INDArray ofNormal = scope.keep(slope.mul(scale));
            INDArray along = scope.keep(scope.keep(ofNormal.mul(normal)).mean(true, 1));
            INDArray mean = scope.keep(ofNormal.mean(true, 1));
            INDArray inputGradient =
                    ofNormal.subi(mean).subi(scope.keep(normal.mul(along))).muli(precision);
            return inputGradient.reshape(cotangent.rows(), cotangent.columns());
        }
    }
}
