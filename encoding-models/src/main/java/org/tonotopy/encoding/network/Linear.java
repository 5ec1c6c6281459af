package org.tonotopy.encoding.network;

/**
 * A linear filter on the cochleagram: {@code r_n(t) = b_n + sum_{c,f,k} W_n[c,f,k] x[c,f,t-k]}, zero before the first
 * bin (STRF; Theunissen et al. 2000 J Neurosci 20:2315).
 *
 * @param delayBins length of the delay window, the current bin included
 * @param kernel how the filter's weights are parametrised
 */
public record Linear(int delayBins, FilterKernel kernel) implements NetworkSpec {
    /** Checks the window. */
    public Linear {
        DelayWindow.require(delayBins);
    }

    /** With every weight free. */
    public Linear(int delayBins) {
        this(delayBins, new FullKernel());
    }

    @Override
    public OutputNonlinearity output() {
        return OutputNonlinearity.IDENTITY;
    }

    @Override
    public ParameterLayout layout(Frame frame, int neurons) {
        return DelayWindow.layout(kernel, frame, delayBins, neurons).build();
    }
}
