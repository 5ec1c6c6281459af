package org.tonotopy.encoding.network;

/** Names of the blocks of a parameter vector; each block is row-major in the shape that the layout gives. */
public final class ParameterNames {
    /** {@code [band]}: {@code d_on} of {@link AdapTrans}. */
    public static final String ON_RETENTION = "adaptrans.on.retention";
    /** {@code [band]}: {@code d_off} of {@link AdapTrans}. */
    public static final String OFF_RETENTION = "adaptrans.off.retention";
    /** {@code [band]}: {@code p} of {@link AdapTrans}. */
    public static final String ON_OFF_WEIGHT = "adaptrans.weight";
    /** {@code [band]}: {@code r} of {@link ShortTermDepression}. */
    public static final String DEPRESSION_RECOVERY = "stp.recovery";
    /** {@code [band]}: {@code softplus} of it is {@code u} of {@link ShortTermDepression}. */
    public static final String DEPRESSION_USE = "stp.use";
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
    /** {@code [hidden][pair]}: {@code a} of {@link Recurrence#S4}; {@code [wide][mode]} of {@link Recurrence#MAMBA}. */
    public static final String MODE_DECAY = "recurrence.mode.decay";
    /** {@code [hidden][pair]}: {@code w} of {@link Recurrence#S4}. */
    public static final String MODE_FREQUENCY = "recurrence.mode.frequency";
    /** {@code [hidden][pair]}: the real part of {@code C} of {@link Recurrence#S4}. */
    public static final String MODE_REAL = "recurrence.mode.real";
    /** {@code [hidden][pair]}: the imaginary part of {@code C} of {@link Recurrence#S4}. */
    public static final String MODE_IMAGINARY = "recurrence.mode.imaginary";
    /** {@code [hidden]}: the logarithm of {@code D} of {@link Recurrence#S4}. */
    public static final String LOG_STEP = "recurrence.step";
    /** {@code [hidden]} or {@code [wide]}: {@code d}, what of a unit's input passes its state by. */
    public static final String SKIP = "recurrence.skip";
    /** {@code [wide][hidden]}: what {@link Recurrence#MAMBA} makes its wide units of. */
    public static final String WIDE_WEIGHT = "recurrence.wide.weight";
    /** {@code [wide][hidden]}: the gates of {@link Recurrence#MAMBA}. */
    public static final String GATE_WEIGHT = "recurrence.gate.weight";
    /** {@code [wide][bin]}: the convolution of {@link Recurrence#MAMBA}; the last bin is the current one. */
    public static final String SHORT_WEIGHT = "recurrence.convolution.weight";
    /** {@code [wide]}. */
    public static final String SHORT_BIAS = "recurrence.convolution.bias";
    /** {@code [rank][wide]}: the first factor of {@code W} of {@link Recurrence#MAMBA}. */
    public static final String STEP_FACTOR = "recurrence.step.factor";
    /** {@code [wide][rank]}: the second factor of {@code W} of {@link Recurrence#MAMBA}. */
    public static final String STEP_WEIGHT = "recurrence.step.weight";
    /** {@code [wide]}. */
    public static final String STEP_BIAS = "recurrence.step.bias";
    /** {@code [mode][wide]}: {@code B} of {@link Recurrence#MAMBA}. */
    public static final String MODE_INPUT = "recurrence.mode.input";
    /** {@code [mode][wide]}: {@code C} of {@link Recurrence#MAMBA}. */
    public static final String MODE_OUTPUT = "recurrence.mode.output";
    /** {@code [hidden][hidden]} or {@code [hidden][wide]}: the linear mix over units that follows their states. */
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
    /** {@code [neuron]}: {@code raw} of {@link OutputNonlinearity#SIGMOID4}. */
    public static final String OUTPUT_WIDTH = "output.width";

    /** {@code [unit][channel, position]} of a convolutional network's dense layer. */
    public static final String HIDDEN_WEIGHT = "hidden.weight";
    /** {@code [unit]}. */
    public static final String HIDDEN_BIAS = "hidden.bias";
    /** {@code [unit][channel of the frame, band]}. */
    public static final String EMBEDDING_WEIGHT = "embedding.weight";
    /** {@code [unit]}. */
    public static final String EMBEDDING_BIAS = "embedding.bias";
    /** {@code [patch][unit]}; the last patch is the current bin. */
    public static final String POSITION_CODE = "position.code";
    /** {@code [3 * unit][unit]}: query, key and value, stacked. */
    public static final String ATTENTION_INPUT_WEIGHT = "attention.input.weight";
    /** {@code [3 * unit]}. */
    public static final String ATTENTION_INPUT_BIAS = "attention.input.bias";
    /** {@code [unit][unit]}. */
    public static final String ATTENTION_OUTPUT_WEIGHT = "attention.output.weight";
    /** {@code [unit]}. */
    public static final String ATTENTION_OUTPUT_BIAS = "attention.output.bias";
    /** {@code [unit]}. */
    public static final String ATTENTION_NORM_SCALE = "attention.norm.scale";
    /** {@code [unit]}. */
    public static final String ATTENTION_NORM_SHIFT = "attention.norm.shift";
    /** {@code [feed-forward unit][unit]}. */
    public static final String FEED_FORWARD_HIDDEN_WEIGHT = "feed_forward.hidden.weight";
    /** {@code [feed-forward unit]}. */
    public static final String FEED_FORWARD_HIDDEN_BIAS = "feed_forward.hidden.bias";
    /** {@code [unit][feed-forward unit]}. */
    public static final String FEED_FORWARD_OUTPUT_WEIGHT = "feed_forward.output.weight";
    /** {@code [unit]}. */
    public static final String FEED_FORWARD_OUTPUT_BIAS = "feed_forward.output.bias";
    /** {@code [unit]}. */
    public static final String FEED_FORWARD_NORM_SCALE = "feed_forward.norm.scale";
    /** {@code [unit]}. */
    public static final String FEED_FORWARD_NORM_SHIFT = "feed_forward.norm.shift";

    private ParameterNames() {}

    /**
     * An output parameter at the highest contrast; its plain name is that at the lowest.
     *
     * @param name one of the output's
     */
    public static String highContrast(String name) {
        return name + ".high_contrast";
    }

    /**
     * {@code [channel][channel below][position below][bin]}; the last bin is the current one.
     *
     * @param layer counted from 1
     */
    public static String convolutionWeight(int layer) {
        return "convolution." + layer + ".weight";
    }

    /**
     * {@code [channel]}.
     *
     * @param layer counted from 1
     */
    public static String convolutionBias(int layer) {
        return "convolution." + layer + ".bias";
    }

    /**
     * {@code [channel]}.
     *
     * @param layer counted from 1
     */
    public static String convolutionNormScale(int layer) {
        return "convolution." + layer + ".norm.scale";
    }

    /**
     * {@code [channel]}.
     *
     * @param layer counted from 1
     */
    public static String convolutionNormShift(int layer) {
        return "convolution." + layer + ".norm.shift";
    }
}
