package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.OutputNonlinearity#DEXP}. */
final class DoubleExponential extends ScaledCurve {
    /** Beyond this the curve is 0 in every precision, but the inner exponential would soon be infinite. */
    private static final double LARGEST = 6.5;

    private final INDArray rawSteepness;

    DoubleExponential(ParameterArrays parameters, boolean positive) {
        super(parameters, positive);
        this.rawSteepness = parameters.block(ParameterNames.OUTPUT_STEEPNESS);
    }

    @Override
    INDArray slope(ArrayScope scope) {
        return Softplus.of(rawSteepness, scope);
    }

    @Override
    INDArray curve(INDArray v, ArrayScope scope) {
        return Transforms.exp(inner(v, scope).negi(), false);
    }

    /** {@code exp(-v)}. */
    private static INDArray inner(INDArray v, ArrayScope scope) {
        INDArray bounded = scope.keep(Transforms.min(scope.keep(v.neg()), LARGEST, true));
        return Transforms.exp(bounded, false);
    }

    @Override
    INDArray derivative(INDArray v, INDArray curve, ArrayScope scope) {
        return inner(v, scope).muli(curve);
    }

    @Override
    void addSlopeGradient(INDArray ofSlope, ParameterArrays gradient, ArrayScope scope) {
        gradient.add(ParameterNames.OUTPUT_STEEPNESS, ofSlope.muli(Softplus.slope(rawSteepness, scope)));
    }
}
