package org.tonotopy.encoding.network;

/**
 * A model's prefilter by itself: in front of a linear map that repeats it, so that the "neurons" are the values of its
 * output, channel after channel.
 *
 * @param spec the prefilter and the map
 * @param shape bands of the cochleagram, and the width of the prefilter's output
 * @param parameters of {@code spec}: the prefilter's own, and the identity
 */
public record PrefilterAlone(NetworkSpec spec, NetworkShape shape, float[] parameters) {
    /**
     * Cuts a model at its prefilter's output.
     *
     * @param model a network behind a prefilter
     * @param shape the model's
     * @param parameters the model's; the prefilter's come first
     */
    public static PrefilterAlone of(Prefiltered model, NetworkShape shape, float[] parameters) {
        int width = model.prefilter().output(shape.frame()).width();
        NetworkShape alone = new NetworkShape(shape.bands(), width);
        NetworkSpec spec = new Prefiltered(model.prefilter(), new Linear(1));
        float[] values = new float[spec.layout(alone).size()];
        int weights = spec.layout(alone).offset(ParameterNames.STRF_WEIGHT);
        System.arraycopy(parameters, 0, values, 0, weights);
        for (int i = 0; i < width; i++) {
            values[weights + i * width + i] = 1;
        }
        return new PrefilterAlone(spec, alone, values);
    }
}
