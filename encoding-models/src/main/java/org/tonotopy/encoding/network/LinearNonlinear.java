package org.tonotopy.encoding.network;

/**
 * A linear filter on the cochleagram followed by an output nonlinearity (LN model; Chichilnisky 2001 Network 12:199).
 *
 * @param delayBins length of the delay window, the current bin included
 * @param kernel how the filter's weights are parametrised
 * @param output the nonlinearity
 */
public record LinearNonlinear(int delayBins, FilterKernel kernel, OutputNonlinearity output) implements NetworkSpec {
    /** Checks the window. */
    public LinearNonlinear {
        DelayWindow.require(delayBins);
    }

    /** With every weight free. */
    public LinearNonlinear(int delayBins, OutputNonlinearity output) {
        this(delayBins, new FullKernel(), output);
    }

    @Override
    public ParameterLayout layout(Frame frame, int neurons) {
        return DelayWindow.layout(kernel, frame, delayBins, neurons)
                .addOutput(output, neurons)
                .build();
    }
}
