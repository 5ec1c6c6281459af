package org.tonotopy.encoding.network;

/** Every weight is free. */
public record FullKernel() implements FilterKernel {
    @Override
    public void addTo(ParameterLayout.Builder layout, Frame frame, int delayBins, int filters) {
        layout.add(
                ParameterNames.STRF_WEIGHT,
                StartingValues.Uniform.fanIn(delayBins * frame.width()),
                delayBins,
                frame.width(),
                filters);
    }
}
