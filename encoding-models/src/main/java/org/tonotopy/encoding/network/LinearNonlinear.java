package org.tonotopy.encoding.network;

/**
 * A linear filter on the cochleagram followed by an output nonlinearity (LN model; Chichilnisky 2001 Network 12:199).
 *
 * @param delayBins length of the delay window, the current bin included
 * @param output the nonlinearity
 */
public record LinearNonlinear(int delayBins, OutputNonlinearity output) implements NetworkSpec {
    /** Checks the window. */
    public LinearNonlinear {
        requireWindow(delayBins);
    }

    @Override
    public ParameterLayout layout(NetworkShape shape) {
        return layout(shape, delayBins, output);
    }

    static void requireWindow(int delayBins) {
        if (delayBins < 1) {
            throw new IllegalArgumentException("delayBins is " + delayBins + ": a window has at least the current bin");
        }
    }

    static ParameterLayout layout(NetworkShape shape, int delayBins, OutputNonlinearity output) {
        return ParameterLayout.builder()
                .add(ParameterNames.STRF_WEIGHT, delayBins, shape.bands(), shape.neurons())
                .add(ParameterNames.STRF_BIAS, shape.neurons())
                .addOutput(output, shape.neurons())
                .build();
    }
}
