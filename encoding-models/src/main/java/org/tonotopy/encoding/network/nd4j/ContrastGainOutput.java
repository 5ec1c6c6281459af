package org.tonotopy.encoding.network.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ContrastGain;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link ContrastGain}: the filter, the contrast through its magnitude, and the output between two ends. */
final class ContrastGainOutput implements Layer {
    private final DelayFilter filter;
    private final Layer contrast;
    private final DelayFilter magnitude;
    private final boolean doublyExponential;
    private final Moving base;
    private final Moving amplitude;
    private final Moving shift;
    /** The width of a sigmoid, or the steepness of a double exponential. */
    private final Moving slope;

    ContrastGainOutput(ContrastGain model, Frame frame, ParameterArrays parameters) {
        this.filter = new DelayFilter(model.kernel(), frame, model.delayBins(), parameters);
        this.contrast = new ScaledContrast(model);
        this.magnitude = DelayFilter.withoutBias(
                new MagnitudeWeights(KernelWeights.of(model.kernel(), frame, model.delayBins(), parameters)));
        OutputNonlinearity output = model.output();
        this.doublyExponential = output == OutputNonlinearity.DEXP || output == OutputNonlinearity.DEXP_NON_NEGATIVE;
        boolean held = !output.reachesBelowZero();
        this.base = new Moving(parameters, ParameterNames.OUTPUT_BASE, held, 0);
        this.amplitude = new Moving(parameters, ParameterNames.OUTPUT_AMPLITUDE, held, 0);
        this.shift = new Moving(parameters, ParameterNames.OUTPUT_SHIFT, false, 0);
        this.slope = doublyExponential
                ? new Moving(parameters, ParameterNames.OUTPUT_STEEPNESS, true, 0)
                : new Moving(parameters, ParameterNames.OUTPUT_WIDTH, true, OutputNonlinearity.LEAST_WIDTH);
    }

    /**
     * An output parameter between its values at both ends of contrast.
     *
     * @param positive whether the values are softplus of the parameters, and least
     */
    private record Moving(ParameterArrays parameters, String name, boolean positive, double least) {
        private INDArray end(String which, ArrayScope scope) {
            INDArray raw = parameters.block(which);
            return positive ? Softplus.of(raw, scope).addi(least) : raw;
        }

        private INDArray step(ArrayScope scope) {
            return scope.keep(end(ParameterNames.highContrast(name), scope).sub(end(name, scope)));
        }

        /** {@code [bin][neuron]}. */
        INDArray at(INDArray contrast, ArrayScope scope) {
            return scope.keep(contrast.mulRowVector(step(scope))).addiRowVector(end(name, scope));
        }

        /** Adds the gradients of both ends, and that of the contrast. */
        void backward(
                INDArray slopes, INDArray contrast, INDArray ofContrast, ParameterArrays gradient, ArrayScope scope) {
            INDArray high = scope.keep(slopes.mul(contrast));
            addEnd(name, scope.keep(slopes.sub(high)), gradient, scope);
            addEnd(ParameterNames.highContrast(name), high, gradient, scope);
            ofContrast.addi(scope.keep(slopes.mulRowVector(step(scope))));
        }

        private void addEnd(String which, INDArray slopes, ParameterArrays gradient, ArrayScope scope) {
            INDArray sum = scope.keep(slopes.sum(0));
            if (positive) {
                sum.muli(scope.keep(Transforms.sigmoid(parameters.block(which), true)));
            }
            gradient.add(which, sum);
        }
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        Activity filtered = filter.forward(input, scope);
        List<Activity> measured = new ArrayList<>();
        measured.add(contrast.forward(input, scope));
        measured.add(magnitude.forward(measured.get(0).output(), scope));
        INDArray k = measured.get(1).output();
        INDArray bases = base.at(k, scope);
        INDArray amplitudes = amplitude.at(k, scope);
        INDArray slopes = slope.at(k, scope);
        INDArray steepness = doublyExponential ? slopes : scope.keep(slopes.rdiv(1));
        INDArray distance = scope.keep(filtered.output().sub(shift.at(k, scope)));
        SaturatingCurve curve = SaturatingCurve.of(scope.keep(distance.mul(steepness)), doublyExponential, scope);
        INDArray output = scope.keep(curve.share().mul(amplitudes)).addi(bases);
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray ofDrive = scope.keep(cotangent.mul(curve.slope())).muli(amplitudes);
                INDArray ofInput = scope.keep(ofDrive.mul(steepness));
                INDArray ofSlope = scope.keep(ofDrive.mul(distance));
                if (!doublyExponential) {
                    ofSlope.muli(steepness).muli(steepness).negi();
                }
                INDArray ofContrast = scope.keep(k.mul(0));
                base.backward(cotangent, k, ofContrast, gradient, scope);
                amplitude.backward(scope.keep(cotangent.mul(curve.share())), k, ofContrast, gradient, scope);
                shift.backward(scope.keep(ofInput.neg()), k, ofContrast, gradient, scope);
                slope.backward(ofSlope, k, ofContrast, gradient, scope);
                INDArray ofScaled = measured.get(1).backward(ofContrast, gradient, scope);
                INDArray throughContrast = measured.get(0).backward(ofScaled, gradient, scope);
                return scope.keep(filtered.backward(ofInput, gradient, scope).add(throughContrast));
            }
        };
    }
}
