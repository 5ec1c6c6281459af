package org.tonotopy.encoding.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random parameters to start a fit from: uniform in plus or minus one over the root of the fan-in (He et al. 2015, as
 * PyTorch has it for linear, convolutional and recurrent layers), normalisation at the identity, and the published start
 * of the output nonlinearity.
 */
public final class InitialParameters {
    /** The softplus of what lies between is about 1. */
    private static final double ONE_LOW = 0.4;

    private static final double ONE_HIGH = 0.7;

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
            switch (block.name()) {
                case ParameterNames.NORM_SCALE ->
                    Arrays.fill(parameters, block.offset(), block.offset() + block.size(), 1);
                case ParameterNames.NORM_SHIFT ->
                    Arrays.fill(parameters, block.offset(), block.offset() + block.size(), 0);
                case ParameterNames.OUTPUT_STEEPNESS -> {
                    boolean published = spec.output() == OutputNonlinearity.SOFTPLUS2;
                    fill(parameters, block, random, published ? 5 : ONE_LOW, published ? 6 : ONE_HIGH);
                }
                case ParameterNames.OUTPUT_FLOOR -> fill(parameters, block, random, -5, -3);
                case ParameterNames.OUTPUT_WIDTH -> fill(parameters, block, random, ONE_LOW, ONE_HIGH);
                case ParameterNames.OUTPUT_CENTRE -> fill(parameters, block, random, -0.1, 0.1);
                case ParameterNames.OUTPUT_BASE -> {
                    boolean softplus = spec.output().keepsBaseAndAmplitudePositive();
                    fill(parameters, block, random, softplus ? -5 : -0.1, softplus ? -3 : 0.1);
                }
                case ParameterNames.OUTPUT_AMPLITUDE -> {
                    boolean softplus = spec.output().keepsBaseAndAmplitudePositive();
                    fill(parameters, block, random, softplus ? ONE_LOW : 0.9, softplus ? ONE_HIGH : 1.1);
                }
                default -> {
                    double bound = 1 / Math.sqrt(fanIn(spec, shape, block.name()));
                    fill(parameters, block, random, -bound, bound);
                }
            }
        }
        return parameters;
    }

    private static int fanIn(NetworkSpec spec, NetworkShape shape, String block) {
        if (spec instanceof Linear linear) {
            return linear.delayBins() * shape.bands();
        }
        if (spec instanceof LinearNonlinear linear) {
            return linear.delayBins() * shape.bands();
        }
        EncoderGeometry encoder = ((StateNet) spec).encoder().geometry(shape.bands());
        boolean ofEncoder = block.equals(ParameterNames.ENCODER_WEIGHT) || block.equals(ParameterNames.ENCODER_BIAS);
        return ofEncoder ? encoder.kernelBands() : encoder.width();
    }

    private static void fill(
            float[] parameters, ParameterBlock block, SplittableRandom random, double low, double high) {
        for (int i = 0; i < block.size(); i++) {
            parameters[block.offset() + i] = (float) (low + (high - low) * random.nextDouble());
        }
    }
}
