package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.GaussianKernel;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.SeparableKernel;

/** From the parameters of a {@link FilterKernel} to weights {@code [delay][value of the frame][filter]}, and back. */
interface KernelWeights {
    /** The weights; the last delay is the current bin. */
    INDArray weights(ArrayScope scope);

    /** Adds the gradient of the kernel's parameters, given that of the weights. */
    void backward(INDArray weightGradient, ParameterArrays gradient, ArrayScope scope);

    /** The weights of a kernel over a window of some delays. */
    static KernelWeights of(FilterKernel kernel, Frame frame, int delays, ParameterArrays parameters) {
        if (kernel instanceof SeparableKernel) {
            return new SeparableKernelWeights(parameters);
        }
        if (kernel instanceof GaussianKernel) {
            return new GaussianKernelWeights(frame, delays, parameters);
        }
        if (kernel instanceof FullKernel) {
            return full(parameters);
        }
        throw new IllegalArgumentException("there is no kernel " + kernel);
    }

    private static KernelWeights full(ParameterArrays parameters) {
        INDArray weight = parameters.block(ParameterNames.STRF_WEIGHT);
        return new KernelWeights() {
            @Override
            public INDArray weights(ArrayScope scope) {
                return weight;
            }

            @Override
            public void backward(INDArray weightGradient, ParameterArrays gradient, ArrayScope scope) {
                gradient.add(ParameterNames.STRF_WEIGHT, weightGradient);
            }
        };
    }
}
