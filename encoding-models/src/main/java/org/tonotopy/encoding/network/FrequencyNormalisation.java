package org.tonotopy.encoding.network;

/**
 * Layer normalisation over the bands of each bin by itself, with a learned scale and shift per band. It takes the sound's
 * level away.
 */
public record FrequencyNormalisation() implements Prefilter {
    @Override
    public Frame output(Frame input) {
        return input;
    }

    @Override
    public void addTo(ParameterLayout.Builder layout, Frame input) {
        layout.addNorm(ParameterNames.INPUT_NORM_SCALE, ParameterNames.INPUT_NORM_SHIFT, input.width());
    }
}
