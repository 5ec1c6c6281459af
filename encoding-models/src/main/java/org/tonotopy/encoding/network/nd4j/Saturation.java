package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterNames;

/** An output nonlinearity {@code base + amplitude * s((x - shift) * steepness)} for a saturating {@code s}. */
final class Saturation implements Layer {
    private final boolean doublyExponential;
    private final boolean nonNegative;
    private final INDArray base;
    private final INDArray amplitude;
    private final INDArray shift;
    /** The raw width of a sigmoid, or the raw steepness of a double exponential. */
    private final INDArray slope;

    private final String slopeName;

    private Saturation(ParameterArrays parameters, String slopeName, boolean doublyExponential, boolean nonNegative) {
        this.doublyExponential = doublyExponential;
        this.nonNegative = nonNegative;
        this.base = parameters.block(ParameterNames.OUTPUT_BASE);
        this.amplitude = parameters.block(ParameterNames.OUTPUT_AMPLITUDE);
        this.shift = parameters.block(ParameterNames.OUTPUT_SHIFT);
        this.slope = parameters.block(slopeName);
        this.slopeName = slopeName;
    }

    /** {@link org.tonotopy.encoding.network.OutputNonlinearity#SIGMOID4}. */
    static Layer sigmoid4(ParameterArrays parameters, boolean nonNegative) {
        return new Saturation(parameters, ParameterNames.OUTPUT_WIDTH, false, nonNegative);
    }

    /** {@link org.tonotopy.encoding.network.OutputNonlinearity#DEXP}. */
    static Layer doubleExponential(ParameterArrays parameters, boolean nonNegative) {
        return new Saturation(parameters, ParameterNames.OUTPUT_STEEPNESS, true, nonNegative);
    }

    private INDArray held(INDArray raw, ArrayScope scope) {
        return nonNegative ? Softplus.of(raw, scope) : raw;
    }

    private INDArray heldSlope(INDArray raw, INDArray gradient, ArrayScope scope) {
        return nonNegative ? gradient.muli(scope.keep(Transforms.sigmoid(raw, true))) : gradient;
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray held = Softplus.of(slope, scope);
        INDArray steepness = doublyExponential
                ? held
                : held.addi(OutputNonlinearity.LEAST_WIDTH).rdivi(1);
        INDArray distance = scope.keep(input.subRowVector(shift));
        INDArray drive = scope.keep(distance.mulRowVector(steepness));
        SaturatingCurve curve = SaturatingCurve.of(drive, doublyExponential, scope);
        INDArray scale = held(amplitude, scope);
        INDArray output =
                scope.keep(scope.keep(curve.share().mulRowVector(scale)).addRowVector(held(base, scope)));
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray ofDrive = scope.keep(cotangent.mul(curve.slope())).muliRowVector(scale);
                INDArray ofInput = scope.keep(ofDrive.mulRowVector(steepness));
                INDArray ofSteepness =
                        scope.keep(scope.keep(ofDrive.mul(distance)).sum(0));
                gradient.add(ParameterNames.OUTPUT_BASE, heldSlope(base, scope.keep(cotangent.sum(0)), scope));
                INDArray ofAmplitude =
                        scope.keep(scope.keep(cotangent.mul(curve.share())).sum(0));
                gradient.add(ParameterNames.OUTPUT_AMPLITUDE, heldSlope(amplitude, ofAmplitude, scope));
                gradient.add(
                        ParameterNames.OUTPUT_SHIFT, scope.keep(ofInput.sum(0)).negi());
                if (!doublyExponential) {
                    // By the width, of which the steepness is the inverse.
                    ofSteepness.muli(steepness).muli(steepness).negi();
                }
                gradient.add(slopeName, ofSteepness.muli(scope.keep(Transforms.sigmoid(slope, true))));
                return ofInput;
            }
        };
    }
}
