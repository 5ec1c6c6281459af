package org.tonotopy.encoding.network;

import java.util.SplittableRandom;

/** Random parameters to start a fit from, each block as its {@link StartingValues} say. */
public final class InitialParameters {
    private InitialParameters() {}

    /**
     * Draws a parameter vector.
     *
     * @param spec the network
     * @param shape the data that it is for
     * @param seed decides every value
     */
    public static float[] draw(NetworkSpec spec, NetworkShape shape, long seed) {
        ParameterLayout layout = spec.layout(shape);
        float[] parameters = new float[layout.size()];
        SplittableRandom random = new SplittableRandom(seed);
        for (ParameterBlock block : layout.blocks()) {
            block.start().fill(parameters, block.offset(), block.size(), random);
        }
        return parameters;
    }
}
