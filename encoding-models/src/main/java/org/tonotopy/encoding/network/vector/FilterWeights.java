package org.tonotopy.encoding.network.vector;

import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.GaussianKernel;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.SeparableKernel;

/** From the parameters of a {@link FilterKernel} to the weights {@code [delay][value of the frame][filter]}, and back. */
interface FilterWeights {
    /**
     * Writes the weights.
     *
     * @param weight rows of the given stride
     */
    void write(float[] parameters, float[] weight, int stride);

    /** Turns the gradient of the weights into that of the parameters written last. */
    void gradient(float[] weightGradient, int stride, float[] gradient);

    static FilterWeights of(FilterKernel kernel, Frame frame, int delays, int filters, ParameterLayout layout) {
        if (kernel instanceof FullKernel) {
            return new FullWeights(delays * frame.width(), filters, layout.offset(ParameterNames.STRF_WEIGHT));
        }
        if (kernel instanceof SeparableKernel separable) {
            return new SeparableWeights(separable.rank(), frame.width(), delays, filters, layout);
        }
        if (kernel instanceof GaussianKernel gaussian) {
            return new GaussianWeights(gaussian.bumps(), frame, delays, filters, layout);
        }
        throw new IllegalArgumentException("there is no kernel " + kernel);
    }
}
