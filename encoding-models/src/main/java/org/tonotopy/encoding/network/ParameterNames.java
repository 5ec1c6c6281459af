package org.tonotopy.encoding.network;

/** Names of the blocks of a parameter vector; each block is row-major in the shape that the layout gives. */
public final class ParameterNames {
    /** {@code [band]}: {@code d_on} of {@link AdapTrans}. */
    public static final String ON_RETENTION = "adaptrans.on.retention";
    /** {@code [band]}: {@code d_off} of {@link AdapTrans}. */
    public static final String OFF_RETENTION = "adaptrans.off.retention";
    /** {@code [band]}: {@code p} of {@link AdapTrans}. */
    public static final String ON_OFF_WEIGHT = "adaptrans.weight";
    /** {@code [band]}. */
    public static final String INPUT_NORM_SCALE = "input.norm.scale";
    /** {@code [band]}. */
    public static final String INPUT_NORM_SHIFT = "input.norm.shift";
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
    /** {@code [hidden]}: {@code e_x} of {@link Recurrence#LMU}. */
    public static final String MEMORY_OF_INPUT = "recurrence.memory.of.input";
    /** {@code [hidden]}: {@code e_h} of {@link Recurrence#LMU}. */
    public static final String MEMORY_OF_STATE = "recurrence.memory.of.state";
    /** {@code [memory]}: {@code e_m} of {@link Recurrence#LMU}. */
    public static final String MEMORY_OF_MEMORY = "recurrence.memory.of.memory";
    /** {@code [hidden][memory]}: {@code W_m} of {@link Recurrence#LMU}. */
    public static final String MEMORY_WEIGHT = "recurrence.memory.weight";
    /** {@code [hidden][pair]}: {@code a} of {@link Recurrence#S4}. */
    public static final String MODE_DECAY = "recurrence.mode.decay";
    /** {@code [hidden][pair]}: {@code w} of {@link Recurrence#S4}. */
    public static final String MODE_FREQUENCY = "recurrence.mode.frequency";
    /** {@code [hidden][pair]}: the real part of {@code C} of {@link Recurrence#S4}. */
    public static final String MODE_REAL = "recurrence.mode.real";
    /** {@code [hidden][pair]}: the imaginary part of {@code C} of {@link Recurrence#S4}. */
    public static final String MODE_IMAGINARY = "recurrence.mode.imaginary";
    /** {@code [hidden]}: the logarithm of {@code D} of {@link Recurrence#S4}. */
    public static final String LOG_STEP = "recurrence.step";
    /** {@code [hidden]}: {@code d}, what of a unit's input passes its state by. */
    public static final String SKIP = "recurrence.skip";
    /** {@code [hidden][hidden]}: the linear mix over units that follows their states. */
    public static final String MIX_WEIGHT = "recurrence.mix.weight";
    /** {@code [hidden]}. */
    public static final String MIX_BIAS = "recurrence.mix.bias";
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
