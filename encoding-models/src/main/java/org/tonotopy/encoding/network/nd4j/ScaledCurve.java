package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.tonotopy.encoding.network.ParameterNames;

/** {@code y = a + b curve(slope (x - c))} for each neuron: what the four-parameter outputs have in common. */
abstract class ScaledCurve implements Layer {
    private final INDArray rawBase;
    private final INDArray rawAmplitude;
    private final INDArray centre;
    private final boolean positive;

    /**
     * An output.
     *
     * @param positive whether base and amplitude pass through a softplus
     */
    ScaledCurve(ParameterArrays parameters, boolean positive) {
        this.rawBase = parameters.block(ParameterNames.OUTPUT_BASE);
        this.rawAmplitude = parameters.block(ParameterNames.OUTPUT_AMPLITUDE);
        this.centre = parameters.block(ParameterNames.OUTPUT_CENTRE);
        this.positive = positive;
    }

    /** {@code [neuron]}: how steep the curve is. */
    abstract INDArray slope(ArrayScope scope);

    /** The curve of {@code [bin][neuron]}. */
    abstract INDArray curve(INDArray v, ArrayScope scope);

    /**
     * The curve's derivative.
     *
     * @param v where it was taken
     * @param curve its value there
     */
    abstract INDArray derivative(INDArray v, INDArray curve, ArrayScope scope);

    /** Adds the gradient of the parameter behind the slope, from that of the slope. */
    abstract void addSlopeGradient(INDArray ofSlope, ParameterArrays gradient, ArrayScope scope);

    @Override
    public final Activity forward(INDArray input, ArrayScope scope) {
        INDArray base = positive ? Softplus.of(rawBase, scope) : rawBase;
        INDArray amplitude = positive ? Softplus.of(rawAmplitude, scope) : rawAmplitude;
        INDArray slope = slope(scope);
        INDArray centred = scope.keep(input.subRowVector(centre));
        INDArray v = scope.keep(centred.mulRowVector(slope));
        INDArray curve = curve(v, scope);
        INDArray output = scope.keep(curve.mulRowVector(amplitude)).addiRowVector(base);
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                add(gradient, ParameterNames.OUTPUT_BASE, rawBase, scope.keep(cotangent.sum(0)), scope);
                INDArray byAmplitude = scope.keep(curve.mul(cotangent));
                add(gradient, ParameterNames.OUTPUT_AMPLITUDE, rawAmplitude, scope.keep(byAmplitude.sum(0)), scope);
                INDArray ofV = derivative(v, curve, scope).muli(cotangent).muliRowVector(amplitude);
                addSlopeGradient(scope.keep(scope.keep(ofV.mul(centred)).sum(0)), gradient, scope);
                INDArray ofInput = ofV.muliRowVector(slope);
                gradient.add(
                        ParameterNames.OUTPUT_CENTRE, scope.keep(ofInput.sum(0)).negi());
                return ofInput;
            }
        };
    }

    private void add(ParameterArrays gradient, String name, INDArray raw, INDArray slopes, ArrayScope scope) {
        gradient.add(name, positive ? slopes.muli(Softplus.slope(raw, scope)) : slopes);
    }
}
