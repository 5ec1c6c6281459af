package org.tonotopy.encoding.network;

/** Names of the blocks of a parameter vector; each block is row-major in the shape that the layout gives. */
public final class ParameterNames {
    /** {@code [delay][band][neuron]}; the last delay is the current bin. */
    public static final String STRF_WEIGHT = "strf.weight";
    /** {@code [neuron]}. */
    public static final String STRF_BIAS = "strf.bias";
    /** {@code [channel][tap][position]}; {@code [channel][tap]} where all positions share their weights. */
    public static final String ENCODER_WEIGHT = "encoder.weight";
    /** {@code [channel][position]}; {@code [channel]} where all positions share their weights. */
    public static final String ENCODER_BIAS = "encoder.bias";
    /** {@code [channel]}. */
    public static final String NORM_SCALE = "norm.scale";
    /** {@code [channel]}. */
    public static final String NORM_SHIFT = "norm.shift";
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
    /** {@code [neuron]}: {@code raw} of {@link OutputNonlinearity#SOFTPLUS2} and {@link OutputNonlinearity#DEXP}. */
    public static final String OUTPUT_STEEPNESS = "output.steepness";
    /** {@code [neuron]}: {@code b} of {@link OutputNonlinearity#SOFTPLUS2}. */
    public static final String OUTPUT_FLOOR = "output.floor";
    /** {@code [neuron]}: {@code a} of {@link OutputNonlinearity#SIGMOID4} and {@link OutputNonlinearity#DEXP}. */
    public static final String OUTPUT_BASE = "output.base";
    /** {@code [neuron]}: {@code b} of {@link OutputNonlinearity#SIGMOID4} and {@link OutputNonlinearity#DEXP}. */
    public static final String OUTPUT_AMPLITUDE = "output.amplitude";
    /** {@code [neuron]}: {@code c} of {@link OutputNonlinearity#SIGMOID4} and {@link OutputNonlinearity#DEXP}. */
    public static final String OUTPUT_CENTRE = "output.centre";
    /** {@code [neuron]}: {@code raw} of {@link OutputNonlinearity#SIGMOID4}. */
    public static final String OUTPUT_WIDTH = "output.width";

    private ParameterNames() {}
}
