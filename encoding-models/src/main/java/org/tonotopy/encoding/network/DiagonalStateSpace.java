package org.tonotopy.encoding.network;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.network.StartingValues.Constant;
import org.tonotopy.encoding.network.StartingValues.Given;
import org.tonotopy.encoding.network.StartingValues.Uniform;

/**
 * {@link Recurrence#S4}, a diagonal state space of each unit by itself (S4D; Gu, Gupta, Goel &amp; R&eacute; 2022 NeurIPS
 * 35): conjugate pairs of modes {@code A_n = -e^(a_n) + i w_n} seen at steps of {@code D}, by zero-order hold {@code Abar =
 * e^(D A)} and {@code Bbar = (Abar - 1) / A}; {@code h_n(t) = Abar_n h_n(t-1) + Bbar_n x(t)}, {@code y(t) = 2 Re sum_n C_n
 * h_n(t) + d x(t)}. The units' {@code y} pass a GELU, {@code y Phi(y)} with the normal distribution {@code Phi} (Hendrycks
 * &amp; Gimpel 2016), and a linear mix over units.
 */
public final class DiagonalStateSpace {
    /** Conjugate pairs of each unit: half of its state. */
    public static final int PAIRS = 32;

    private static final double LEAST_STEP = 0.001;
    private static final double GREATEST_STEP = 0.1;

    private DiagonalStateSpace() {}

    /** Modes start at {@code -1/2 + i pi n}, {@code C} and {@code d} with the variance of a normal variable. */
    static void addTo(ParameterLayout.Builder layout, int hidden) {
        List<Double> frequencies = new ArrayList<>();
        for (int i = 0; i < hidden * PAIRS; i++) {
            frequencies.add(Math.PI * (i % PAIRS));
        }
        double halfVariance = Math.sqrt(1.5);
        double variance = Math.sqrt(3);
        StartingValues mix = Uniform.fanIn(hidden);
        layout.add(ParameterNames.MODE_DECAY, new Constant(Math.log(0.5)), hidden, PAIRS)
                .add(ParameterNames.MODE_FREQUENCY, new Given(frequencies), hidden, PAIRS)
                .add(ParameterNames.MODE_REAL, new Uniform(-halfVariance, halfVariance), hidden, PAIRS)
                .add(ParameterNames.MODE_IMAGINARY, new Uniform(-halfVariance, halfVariance), hidden, PAIRS)
                .add(ParameterNames.LOG_STEP, new Uniform(Math.log(LEAST_STEP), Math.log(GREATEST_STEP)), hidden)
                .add(ParameterNames.SKIP, new Uniform(-variance, variance), hidden)
                .add(ParameterNames.MIX_WEIGHT, mix, hidden, hidden)
                .add(ParameterNames.MIX_BIAS, mix, hidden);
    }
}
