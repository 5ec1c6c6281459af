package org.tonotopy.encoding.network;

/** Names of the blocks of a parameter vector; each block is row-major in the shape that the layout gives. */
public final class ParameterNames {
    /** {@code [delay][channel of the frame, band][filter]}; the last delay is the current bin. */
    public static final String STRF_WEIGHT = "strf.weight";
    /** {@code [filter][rank][channel of the frame, band]}. */
    public static final String STRF_FREQUENCY = "strf.frequency";
    /** {@code [filter][rank][delay]}; the last delay is the current bin. */
    public static final String STRF_TIME = "strf.time";
    /** {@code [filter][channel of the frame][bump]}: share of the bands, 0 the first. */
    public static final String STRF_BAND_POSITION = "strf.band.position";
    /** {@code [filter][channel of the frame][bump]}: {@code softplus} of it is a share of the bands. */
    public static final String STRF_BAND_WIDTH = "strf.band.width";
    /** {@code [filter][channel of the frame][bump]}: share of the window, 0 the current bin. */
    public static final String STRF_LAG_POSITION = "strf.lag.position";
    /** {@code [filter][channel of the frame][bump]}: {@code softplus} of it is a share of the window. */
    public static final String STRF_LAG_WIDTH = "strf.lag.width";
    /** {@code [filter][channel of the frame][bump]}. */
    public static final String STRF_BUMP_WEIGHT = "strf.bump.weight";
    /** {@code [filter]}. */
    public static final String STRF_BIAS = "strf.bias";
    /**
     * {@code [channel][channel of the frame, tap][position]} of a locally connected encoder, {@code [channel][channel of
     * the frame, tap]} of a convolutional one, {@code [channel][channel of the frame, band]} of a dense one.
     */
    public static final String ENCODER_WEIGHT = "encoder.weight";
    /** {@code [channel][position]} of a locally connected encoder, {@code [channel]} of the others. */
    public static final String ENCODER_BIAS = "encoder.bias";
    /** {@code [channel]} or {@code [hidden]}. */
    public static final String NORM_SCALE = "norm.scale";
    /** {@code [channel]} or {@code [hidden]}. */
    public static final String NORM_SHIFT = "norm.shift";
    /** {@code [hidden]}: {@code d} of a leak with a time constant of {@code 1 + d^2} bins. */
    public static final String LEAK = "leak";
    /** {@code [gate * hidden][hidden]}: gates stacked, for the input. */
    public static final String INPUT_WEIGHT = "recurrence.input.weight";
    /** {@code [gate * hidden][hidden]}: gates stacked, for the state. */
    public static final String STATE_WEIGHT = "recurrence.state.weight";
    /** {@code [gate * hidden]}. */
    public static final String INPUT_BIAS = "recurrence.input.bias";
    /** {@code [gate * hidden]}. */
    public static final String STATE_BIAS = "recurrence.state.bias";
    /** {@code [neuron][hidden]}. */
    public static final String READOUT_WEIGHT = "readout.weight";
    /** {@code [neuron]}. */
    public static final String READOUT_BIAS = "readout.bias";
    /** {@code [neuron]}: {@code d} of a leak with a time constant of {@code 1 + d^2} bins. */
    public static final String OUTPUT_LEAK = "output.leak";
    /** {@code [neuron]}: {@code raw} of {@link OutputNonlinearity#SOFTPLUS2} and {@link OutputNonlinearity#DEXP}. */
    public static final String OUTPUT_STEEPNESS = "output.steepness";
    /** {@code [neuron]}: {@code b} of {@link OutputNonlinearity#SOFTPLUS2}. */
    public static final String OUTPUT_FLOOR = "output.floor";
    /** {@code [neuron]}: the response from below, before the neuron is driven. */
    public static final String OUTPUT_BASE = "output.base";
    /** {@code [neuron]}: what is added to the base when the neuron is fully driven. */
    public static final String OUTPUT_AMPLITUDE = "output.amplitude";
    /** {@code [neuron]}: {@code c} of {@link OutputNonlinearity#SIGMOID4}, {@code s} of {@link OutputNonlinearity#DEXP}. */
    public static final String OUTPUT_SHIFT = "output.shift";
    /** {@code [neuron]}: {@code d} of {@link OutputNonlinearity#SIGMOID4}. */
    public static final String OUTPUT_WIDTH = "output.width";

    private ParameterNames() {}
}
