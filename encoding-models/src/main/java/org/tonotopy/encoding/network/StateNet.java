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
public record StateNet(LocallyConnectedEncoder encoder, Recurrence recurrence, OutputNonlinearity output)
        implements NetworkSpec {
    @Override
    public ParameterLayout layout(NetworkShape shape) {
        int positions = encoder.positions(shape.bands());
        int hidden = encoder.width(shape.bands());
        int gates = recurrence.gates() * hidden;
        return ParameterLayout.builder()
                .add(ParameterNames.ENCODER_WEIGHT, encoder.channels(), encoder.kernelBands(), positions)
                .add(ParameterNames.ENCODER_BIAS, encoder.channels(), positions)
                .add(ParameterNames.NORM_SCALE, encoder.channels())
                .add(ParameterNames.NORM_SHIFT, encoder.channels())
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
