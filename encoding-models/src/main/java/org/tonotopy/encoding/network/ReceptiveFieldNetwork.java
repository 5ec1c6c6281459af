package org.tonotopy.encoding.network;

/**
 * A network receptive field: hidden linear filters on the cochleagram, layer normalisation over them, a nonlinearity, a
 * linear readout and the output nonlinearity (NRF; Harper et al. 2016 PLoS CB 12:e1005113).
 *
 * @param delayBins length of the delay window, the current bin included
 * @param kernel how the filters' weights are parametrised
 * @param hiddenUnits hidden filters
 * @param activation nonlinearity of the hidden units
 * @param output the output nonlinearity
 */
public record ReceptiveFieldNetwork(
        int delayBins, FilterKernel kernel, int hiddenUnits, HiddenActivation activation, OutputNonlinearity output)
        implements NetworkSpec {
    /** Checks the numbers. */
    public ReceptiveFieldNetwork {
        DelayWindow.require(delayBins);
        Positions.requirePositive("hiddenUnits", hiddenUnits);
    }

    @Override
    public ParameterLayout layout(Frame frame, int neurons) {
        return DelayWindow.layout(kernel, frame, delayBins, hiddenUnits)
                .addNorm(ParameterNames.NORM_SCALE, ParameterNames.NORM_SHIFT, hiddenUnits)
                .addReadout(hiddenUnits, neurons, output)
                .build();
    }
}
