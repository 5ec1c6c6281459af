package org.tonotopy.encoding.network;

import org.tonotopy.encoding.network.StartingValues.Constant;
import org.tonotopy.encoding.network.StartingValues.Uniform;

/**
 * A sum of bumps over lag and frequency, in each channel of the frame: {@code W[k, f] = sum_g w_g exp(-((f - m_f) /
 * s_f)^2 / 2 - ((k - m_k) / s_k)^2 / 2)} for lag {@code k} and band {@code f}. Positions are learned as a share of the
 * window, {@code m_f = share * (F - 1)} and {@code m_k = share * (K - 1)}, and widths as a share of it too, {@code s_f =
 * F * softplus(raw)} and {@code s_k = K * softplus(raw)}: so one step size suits all five numbers.
 *
 * @param bumps number of bumps per filter and channel, five numbers each
 */
public record GaussianKernel(int bumps) implements FilterKernel {
    /** Widths start at about a tenth of the window. */
    private static final double NARROW = -2.25;

    /** Checks the number. */
    public GaussianKernel {
        Positions.requirePositive("bumps", bumps);
    }

    @Override
    public void addTo(ParameterLayout.Builder layout, Frame frame, int delayBins, int filters) {
        int channels = frame.channels();
        double bound = 1 / Math.sqrt(channels * bumps);
        layout.add(ParameterNames.STRF_BAND_POSITION, new Uniform(0, 1), filters, channels, bumps)
                .add(ParameterNames.STRF_BAND_WIDTH, new Constant(NARROW), filters, channels, bumps)
                .add(ParameterNames.STRF_LAG_POSITION, new Uniform(0, 1), filters, channels, bumps)
                .add(ParameterNames.STRF_LAG_WIDTH, new Constant(NARROW), filters, channels, bumps)
                .add(ParameterNames.STRF_BUMP_WEIGHT, new Uniform(-bound, bound), filters, channels, bumps);
    }
}
