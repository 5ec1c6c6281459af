package org.tonotopy.encoding.network;

/**
 * A {@link LinearNonlinear} model whose output nonlinearity moves with the contrast of the sound (Rabinowitz et al. 2011
 * Neuron 70:1178; Pennington &amp; David 2020 J Neurosci). Each of the four output parameters, in the values that the
 * formula has, is {@code theta(t) = theta_0 + (theta_1 - theta_0) k(t)}; both ends start equal, so a fit starts without
 * gain control.
 *
 * <ul>
 *   <li>Contrast of a band: standard deviation over mean of the cochleagram above the reference's floor, in the last
 *       {@code contrastBins} bins or as many as there are; deviation with the number of bins, 0 where the mean is 0.
 *   <li>Scaled contrast: from the band's extremes in the train stimuli to [0, 1], held there for other sounds; 0 where a
 *       band's contrast never changed, and before the first bin.
 *   <li>{@code k_n(t) = sum_{f,k} |W_n[f,k]| s_f(t-k) / sum_{f,k} |W_n[f,k]|}: the scaled contrast through the magnitude of
 *       the neuron's own filter. As a mean with weights it stays in [0, 1] while the filter is being fitted, which
 *       extremes of the sum would not; 0 for a filter of zeros.
 * </ul>
 *
 * <p>Gradients go through all of it: through the magnitude to the filter (0 at a weight of 0) and through the contrast to
 * the sound (0 where a window does not vary, or a value is at the floor, or a contrast is held).
 *
 * @param delayBins length of the delay window, the current bin included
 * @param kernel how the filter's weights are parametrised
 * @param output the nonlinearity; one with four parameters
 * @param contrastBins length of the window of contrast, the current bin included: 100 ms in the papers
 * @param reference from the train stimuli
 */
public record ContrastGain(
        int delayBins, FilterKernel kernel, OutputNonlinearity output, int contrastBins, ContrastReference reference)
        implements NetworkSpec {
    /** Checks the numbers. */
    public ContrastGain {
        DelayWindow.require(delayBins);
        if (contrastBins < 2) {
            throw new IllegalArgumentException(
                    "contrastBins is " + contrastBins + ": use 2 or more, for one bin alone does not vary");
        }
        if (output.parametersPerNeuron() != 4) {
            throw new IllegalArgumentException(
                    "output is " + output + ": contrast moves four parameters, use a SIGMOID4 or a DEXP");
        }
    }

    @Override
    public ParameterLayout layout(Frame frame, int neurons) {
        if (frame.channels() != 1 || frame.bands() != reference.bands()) {
            throw new IllegalArgumentException("reference has " + reference.bands()
                    + " bands: the cochleagram in front of the network has " + frame.bands());
        }
        ParameterLayout.Builder layout =
                DelayWindow.layout(kernel, frame, delayBins, neurons).addOutput(output, neurons);
        output.parameters().forEach((name, start) -> layout.add(ParameterNames.highContrast(name), start, neurons));
        return layout.build();
    }
}
