package org.tonotopy.encoding.network;

import java.util.List;

/**
 * Fixed adaptation to sound level: in each band the input minus its exponentially weighted past, {@code [1, -C a^k]} with
 * {@code C = 1 / sum a^k}, half-wave rectified; bins before the first have the first one's value (IC adaptation; Willmore
 * et al. 2016 J Neurosci 36:280).
 *
 * @param kernelBins kernel length, the current bin included
 * @param retention {@code a} for each band
 */
public record MidbrainAdaptation(int kernelBins, List<Double> retention) implements Prefilter {
    /** Checks and copies. */
    public MidbrainAdaptation {
        retention = List.copyOf(retention);
        AdaptationTimeConstants.require(kernelBins, retention);
    }

    /** With the published time constants. */
    public static MidbrainAdaptation forBands(List<Double> centerFrequenciesHz, double dtMs) {
        return new MidbrainAdaptation(
                AdaptationTimeConstants.kernelBins(centerFrequenciesHz, dtMs),
                AdaptationTimeConstants.retention(centerFrequenciesHz, dtMs));
    }

    @Override
    public Frame output(Frame input) {
        AdaptationTimeConstants.requireFrame(input, retention);
        return input;
    }

    @Override
    public void addTo(ParameterLayout.Builder layout, Frame input) {
        AdaptationTimeConstants.requireFrame(input, retention);
    }
}
