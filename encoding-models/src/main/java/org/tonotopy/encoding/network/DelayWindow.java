package org.tonotopy.encoding.network;

/** Filters over a delay window: what {@code linear}, {@code ln}, {@code nrf} and {@code dnet} begin with. */
final class DelayWindow {
    private DelayWindow() {}

    static void require(int delayBins) {
        if (delayBins < 1) {
            throw new IllegalArgumentException("delayBins is " + delayBins + ": a window has at least the current bin");
        }
    }

    /** Adds the filters' weights and biases. */
    static ParameterLayout.Builder layout(FilterKernel kernel, Frame frame, int delayBins, int filters) {
        ParameterLayout.Builder layout = ParameterLayout.builder();
        kernel.addTo(layout, frame, delayBins, filters);
        return layout.add(ParameterNames.STRF_BIAS, StartingValues.Uniform.fanIn(delayBins * frame.width()), filters);
    }
}
