package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ParameterNames;

/** An output nonlinearity {@code base + amplitude * s((x - shift) * steepness)} for a saturating {@code s}. */
final class Saturation implements Layer {
    /** Beyond it {@code exp(-exp(-u))} is below 1e-35. */
    private static final double LARGEST = 4.4;

    private final boolean doublyExponential;
    private final boolean nonNegative;
    private final INDArray base;
    private final INDArray amplitude;
    private final INDArray shift;
    /** The width of a sigmoid, or the raw steepness of a double exponential. */
    private final INDArray slope;

    private Saturation(ParameterArrays parameters, String slopeName, boolean doublyExponential, boolean nonNegative) {
        this.doublyExponential = doublyExponential;
        this.nonNegative = nonNegative;
        this.base = parameters.block(ParameterNames.OUTPUT_BASE);
        this.amplitude = parameters.block(ParameterNames.OUTPUT_AMPLITUDE);
        this.shift = parameters.block(ParameterNames.OUTPUT_SHIFT);
        this.slope = parameters.block(slopeName);
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
        INDArray steepness = doublyExponential ? Softplus.of(slope, scope) : scope.keep(slope.rdiv(1));
        INDArray distance = scope.keep(input.subRowVector(shift));
        INDArray drive = scope.keep(distance.mulRowVector(steepness));
        INDArray share;
        INDArray shareSlope;
        if (doublyExponential) {
            INDArray bounded = Transforms.min(scope.keep(drive.neg()), LARGEST, false);
            INDArray inner = Transforms.exp(bounded, false);
            share = Transforms.exp(scope.keep(inner.neg()), false);
            shareSlope = scope.keep(share.mul(inner));
        } else {
            share = scope.keep(Transforms.sigmoid(drive, true));
            shareSlope = scope.keep(share.rsub(1)).muli(share);
        }
        INDArray scale = held(amplitude, scope);
        INDArray output = scope.keep(scope.keep(share.mulRowVector(scale)).addRowVector(held(base, scope)));
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray ofDrive = scope.keep(cotangent.mul(shareSlope)).muliRowVector(scale);
                INDArray ofInput = scope.keep(ofDrive.mulRowVector(steepness));
                INDArray ofSteepness =
                        scope.keep(scope.keep(ofDrive.mul(distance)).sum(0));
                gradient.add(ParameterNames.OUTPUT_BASE, heldSlope(base, scope.keep(cotangent.sum(0)), scope));
                INDArray ofAmplitude =
                        scope.keep(scope.keep(cotangent.mul(share)).sum(0));
                gradient.add(ParameterNames.OUTPUT_AMPLITUDE, heldSlope(amplitude, ofAmplitude, scope));
                gradient.add(
                        ParameterNames.OUTPUT_SHIFT, scope.keep(ofInput.sum(0)).negi());
                if (doublyExponential) {
                    gradient.add(
                            ParameterNames.OUTPUT_STEEPNESS,
                            ofSteepness.muli(scope.keep(Transforms.sigmoid(slope, true))));
                } else {
                    gradient.add(
                            ParameterNames.OUTPUT_WIDTH,
                            ofSteepness.muli(steepness).muli(steepness).negi());
                }
                return ofInput;
            }
        };
    }
}
