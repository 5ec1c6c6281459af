package org.tonotopy.encoding.network;

/**
 * A recurrent encoding model: an encoder of each time bin, one recurrent layer as wide as the encoder, a linear readout
 * and an output nonlinearity. The state starts at zero for each stimulus and is all the memory there is (Rancon et al.
 * 2025 Commun Biol 8:1456).
 *
 * @param encoder of one time bin
 * @param recurrence the layer over time
 * @param output the nonlinearity
 */
public record StateNet(Encoder encoder, Recurrence recurrence, OutputNonlinearity output) implements NetworkSpec {
    @Override
    public ParameterLayout layout(Frame frame, int neurons) {
        int hidden = encoder.width(frame.bands());
        ParameterLayout.Builder layout = ParameterLayout.builder();
        encoder.addTo(layout, frame);
        layout.addNorm(ParameterNames.NORM_SCALE, ParameterNames.NORM_SHIFT, encoder.channels());
        recurrence.addTo(layout, hidden);
        return layout.addReadout(hidden, neurons, output).build();
    }
}
