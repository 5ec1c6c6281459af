package org.tonotopy.encoding.network;

import org.tonotopy.encoding.network.StartingValues.Uniform;

/**
 * A {@link ReceptiveFieldNetwork} whose sigmoid hidden units leak: {@code u_t = (1 - g) u_{t-1} + g s(z_t)} with {@code g
 * = 1 / (1 + d^2)} learned per unit, a time constant of {@code 1 + d^2} bins (DNet; Rahman et al. 2019 PLoS CB
 * 15:e1006618).
 *
 * @param delayBins length of the delay window, the current bin included
 * @param kernel how the filters' weights are parametrised
 * @param hiddenUnits hidden filters
 * @param leakBins 0 to leak by recursion, starting from {@code u_0 = s(z_0)}; else the length in bins of the finite
 *     exponential kernel that stands for it, before the first bin the first bin's value
 * @param leakingOutput whether the linear readout of each neuron leaks too, in the same way
 * @param output the output nonlinearity
 */
public record DynamicNetwork(
        int delayBins,
        FilterKernel kernel,
        int hiddenUnits,
        int leakBins,
        boolean leakingOutput,
        OutputNonlinearity output)
        implements NetworkSpec {
    /** Time constants start between 1 and 5 bins. */
    private static final StartingValues START = new Uniform(0, 2);

    /** Checks the numbers. */
    public DynamicNetwork {
        DelayWindow.require(delayBins);
        Positions.requirePositive("hiddenUnits", hiddenUnits);
        if (leakBins < 0) {
            throw new IllegalArgumentException("leakBins is " + leakBins + ": use 0 for a recursion, or a length");
        }
    }

    @Override
    public ParameterLayout layout(Frame frame, int neurons) {
        ParameterLayout.Builder layout = DelayWindow.layout(kernel, frame, delayBins, hiddenUnits)
                .addNorm(ParameterNames.NORM_SCALE, ParameterNames.NORM_SHIFT, hiddenUnits)
                .add(ParameterNames.LEAK, START, hiddenUnits)
                .addReadout(hiddenUnits, neurons, OutputNonlinearity.IDENTITY);
        if (leakingOutput) {
            layout.add(ParameterNames.OUTPUT_LEAK, START, neurons);
        }
        return layout.addOutput(output, neurons).build();
    }
}
