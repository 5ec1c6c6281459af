package org.tonotopy.encoding.network;

/** How the weights of a delay-window filter over lag and frequency are parametrised. */
public sealed interface FilterKernel permits FullKernel, SeparableKernel, GaussianKernel {
    /**
     * Adds its weights, but not the bias.
     *
     * @param frame what a filter sees of one bin
     * @param delayBins length of the delay window
     * @param filters number of filters
     */
    void addTo(ParameterLayout.Builder layout, Frame frame, int delayBins, int filters);
}
