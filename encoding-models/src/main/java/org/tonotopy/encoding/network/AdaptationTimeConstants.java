package org.tonotopy.encoding.network;

import java.util.List;

/**
 * Time constants of adaptation to sound level in the inferior colliculus, {@code tau = 500 - 105 log10(f / Hz)} ms for
 * centre frequency {@code f} (Dean et al. 2008; as in Willmore et al. 2016 J Neurosci 36:280).
 */
final class AdaptationTimeConstants {
    private static final double AT_ONE_HERTZ_MS = 500;
    private static final double PER_DECADE_MS = 105;
    /** A kernel ends where an exponential has fallen to a twentieth. */
    private static final int TIME_CONSTANTS_IN_A_KERNEL = 3;

    private AdaptationTimeConstants() {}

    /** Share of what is remembered that is left after one bin, for each band. */
    static List<Double> retention(List<Double> centerFrequenciesHz, double dtMs) {
        return centerFrequenciesHz.stream()
                .map(hz -> Math.exp(-dtMs / milliseconds(hz)))
                .toList();
    }

    /** Kernel length in bins, the current one included. */
    static int kernelBins(List<Double> centerFrequenciesHz, double dtMs) {
        double longest = centerFrequenciesHz.stream()
                .mapToDouble(AdaptationTimeConstants::milliseconds)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("centerFrequenciesHz is empty: name each band's"));
        return (int) Math.ceil(TIME_CONSTANTS_IN_A_KERNEL * longest / dtMs) + 1;
    }

    private static double milliseconds(double hz) {
        double tau = AT_ONE_HERTZ_MS - PER_DECADE_MS * Math.log10(hz);
        if (!(tau > 0)) {
            throw new IllegalArgumentException(
                    "centerFrequenciesHz holds " + hz + ": adaptation is defined between 0 and 57,000 Hz");
        }
        return tau;
    }

    static void require(int kernelBins, List<Double> retention) {
        if (kernelBins < 2) {
            throw new IllegalArgumentException("kernelBins is " + kernelBins + ": use 2 or more");
        }
        if (!retention.stream().allMatch(a -> a > 0 && a < 1)) {
            throw new IllegalArgumentException("retention is not between 0 and 1 in every band");
        }
    }

    static void requireFrame(Frame input, List<Double> retention) {
        if (input.channels() != 1 || input.bands() != retention.size()) {
            throw new IllegalArgumentException("retention has " + retention.size()
                    + " bands: the cochleagram in front of the network has " + input.bands());
        }
    }
}
