package org.tonotopy.encoding.network;

/**
 * A linear filter on the cochleagram: {@code r_n(t) = b_n + sum_{f,k} W_n[f,k] x[f,t-k]}, zero before the first bin
 * (STRF; Theunissen et al. 2000 J Neurosci 20:2315).
 *
 * @param delayBins length of the delay window, the current bin included
 */
public record Linear(int delayBins) implements NetworkSpec {
    /** Checks the window. */
    public Linear {
        LinearNonlinear.requireWindow(delayBins);
    }

    @Override
    public OutputNonlinearity output() {
        return OutputNonlinearity.IDENTITY;
    }

    @Override
    public ParameterLayout layout(NetworkShape shape) {
        return LinearNonlinear.layout(shape, delayBins, output());
    }
}
