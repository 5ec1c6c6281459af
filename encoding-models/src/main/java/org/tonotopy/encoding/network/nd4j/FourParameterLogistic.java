package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.OutputNonlinearity#SIGMOID4}. */
final class FourParameterLogistic extends ScaledCurve {
    private final INDArray rawWidth;

    FourParameterLogistic(ParameterArrays parameters, boolean positive) {
        super(parameters, positive);
        this.rawWidth = parameters.block(ParameterNames.OUTPUT_WIDTH);
    }

    @Override
    INDArray slope(ArrayScope scope) {
        return Softplus.of(rawWidth, scope).rdivi(1);
    }

    @Override
    INDArray curve(INDArray v, ArrayScope scope) {
        return scope.keep(Transforms.sigmoid(v, true));
    }

    @Override
    INDArray derivative(INDArray v, INDArray curve, ArrayScope scope) {
        return scope.keep(curve.rsub(1)).muli(curve);
    }

    @Override
    void addSlopeGradient(INDArray ofSlope, ParameterArrays gradient, ArrayScope scope) {
        INDArray slope = slope(scope);
        INDArray ofWidth = ofSlope.muli(slope).muli(slope).negi();
        gradient.add(ParameterNames.OUTPUT_WIDTH, ofWidth.muli(Softplus.slope(rawWidth, scope)));
    }
}
