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
    public ParameterLayout layout(NetworkShape shape) {
        EncoderGeometry geometry = encoder.geometry(shape.bands());
        int hidden = geometry.width();
        int gates = recurrence.gates() * hidden;
        return ParameterLayout.builder()
                .addEncoder(geometry, encoder.sharesWeights())
                .add(ParameterNames.INPUT_WEIGHT, gates, hidden)
                .add(ParameterNames.STATE_WEIGHT, gates, hidden)
                .add(ParameterNames.INPUT_BIAS, gates)
                .add(ParameterNames.STATE_BIAS, gates)
                .add(ParameterNames.READOUT_WEIGHT, shape.neurons(), hidden)
                .add(ParameterNames.READOUT_BIAS, shape.neurons())
                .addOutput(output, shape.neurons())
                .build();
    }
}
