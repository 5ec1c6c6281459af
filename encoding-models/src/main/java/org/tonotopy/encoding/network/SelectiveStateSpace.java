package org.tonotopy.encoding.network;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.network.StartingValues.BeforeSoftplus;
import org.tonotopy.encoding.network.StartingValues.Constant;
import org.tonotopy.encoding.network.StartingValues.Given;
import org.tonotopy.encoding.network.StartingValues.Uniform;

/**
 * {@link Recurrence#MAMBA}, a state space whose step, input and output depend on the sound (Gu &amp; Dao 2023
 * arXiv:2312.00752). Of {@code H} units the block makes {@code 2H} wide ones and as many gates; the wide ones pass a causal
 * convolution of four bins each by itself (zeros before the first bin) and a SiLU, {@code v s(v)}, which gives {@code x}.
 * Each wide unit has sixteen modes {@code A_n = -e^(a_n)}:
 *
 * <ul>
 *   <li>{@code D = softplus(W x + b)}, where {@code W} is a product of two matrices of rank {@code R};
 *   <li>{@code B} and {@code C}, one value per mode, linear in {@code x} and shared by the wide units;
 *   <li>{@code h_n(t) = e^(D A_n) h_n(t-1) + D B_n x(t)}, {@code y(t) = sum_n C_n h_n(t) + d x(t)}.
 * </ul>
 *
 * <p>{@code y} times the SiLU of the gates goes linearly back to {@code H} units, to which the block's input is added. As
 * published, only the convolution and {@code D} have a bias, and {@code R = ceil(H / 16)}. Parameters: {@code 6 H^2 + 4 H R
 * + 110 H}.
 */
public final class SelectiveStateSpace {
    /** Modes of each wide unit. */
    public static final int MODES = 16;
    /** Bins of the convolution, the current one included. */
    public static final int CONVOLUTION_BINS = 4;

    private static final int WIDENING = 2;
    private static final int UNITS_PER_RANK = 16;
    private static final double LEAST_STEP = 0.001;
    private static final double GREATEST_STEP = 0.1;

    private SelectiveStateSpace() {}

    /** Wide units of a layer of so many units. */
    public static int wide(int hidden) {
        return WIDENING * hidden;
    }

    /** Rank of the map from which steps are made. */
    public static int rank(int hidden) {
        return (hidden + UNITS_PER_RANK - 1) / UNITS_PER_RANK;
    }

    /**
     * As published: modes start at {@code -1} to {@code -16}, {@code b} where steps lie between 0.001 and 0.1, uniform on a
     * log axis, {@code d} at 1, and linear maps as PyTorch starts them.
     */
    static void addTo(ParameterLayout.Builder layout, int hidden) {
        int wide = wide(hidden);
        int rank = rank(hidden);
        List<Double> decays = new ArrayList<>();
        for (int i = 0; i < wide * MODES; i++) {
            decays.add(Math.log(i % MODES + 1));
        }
        StartingValues ofUnits = Uniform.fanIn(hidden);
        StartingValues ofWide = Uniform.fanIn(wide);
        StartingValues ofBins = Uniform.fanIn(CONVOLUTION_BINS);
        layout.add(ParameterNames.WIDE_WEIGHT, ofUnits, wide, hidden)
                .add(ParameterNames.GATE_WEIGHT, ofUnits, wide, hidden)
                .add(ParameterNames.SHORT_WEIGHT, ofBins, wide, CONVOLUTION_BINS)
                .add(ParameterNames.SHORT_BIAS, ofBins, wide)
                .add(ParameterNames.STEP_FACTOR, ofWide, rank, wide)
                .add(ParameterNames.STEP_WEIGHT, Uniform.fanIn(rank), wide, rank)
                .add(ParameterNames.STEP_BIAS, new BeforeSoftplus(LEAST_STEP, GREATEST_STEP), wide)
                .add(ParameterNames.MODE_INPUT, ofWide, MODES, wide)
                .add(ParameterNames.MODE_OUTPUT, ofWide, MODES, wide)
                .add(ParameterNames.MODE_DECAY, new Given(decays), wide, MODES)
                .add(ParameterNames.SKIP, new Constant(1), wide)
                .add(ParameterNames.MIX_WEIGHT, ofWide, hidden, wide);
    }
}
