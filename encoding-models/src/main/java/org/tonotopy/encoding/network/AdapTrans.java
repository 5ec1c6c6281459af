package org.tonotopy.encoding.network;

import java.util.List;
import org.tonotopy.encoding.network.StartingValues.Constant;
import org.tonotopy.encoding.network.StartingValues.Given;

/**
 * Learned adaptation into an ON and an OFF channel: in each band the ON kernel is {@code [1, -C w a^k]} and the OFF kernel
 * {@code [-w, C a^k]}, each with an {@code a} of its own and {@code C = 1 / sum a^k}, both half-wave rectified; bins before
 * the first have the first one's value. Learned per band: {@code d_on}, {@code d_off} with {@code a = 1 / (1 + d^2)}, and
 * {@code p} with {@code w = 1 / (1 + p^2)} (AdapTrans; Rancon et al. 2024 PLoS CB 20:e1012288).
 *
 * @param kernelBins kernel length, the current bin included
 * @param retention {@code a} for each band before a fit
 */
public record AdapTrans(int kernelBins, List<Double> retention) implements Prefilter {
    private static final double FIRST_WEIGHT = 0.75;

    /** Checks and copies. */
    public AdapTrans {
        retention = List.copyOf(retention);
        AdaptationTimeConstants.require(kernelBins, retention);
    }

    /** Beginning at the published time constants. */
    public static AdapTrans forBands(List<Double> centerFrequenciesHz, double dtMs) {
        return new AdapTrans(
                AdaptationTimeConstants.kernelBins(centerFrequenciesHz, dtMs),
                AdaptationTimeConstants.retention(centerFrequenciesHz, dtMs));
    }

    @Override
    public Frame output(Frame input) {
        AdaptationTimeConstants.requireFrame(input, retention);
        return new Frame(2, input.bands());
    }

    @Override
    public void addTo(ParameterLayout.Builder layout, Frame input) {
        AdaptationTimeConstants.requireFrame(input, retention);
        Given start =
                new Given(retention.stream().map(AdapTrans::beforeTheBijection).toList());
        layout.add(ParameterNames.ON_RETENTION, start, input.bands())
                .add(ParameterNames.OFF_RETENTION, start, input.bands())
                .add(ParameterNames.ON_OFF_WEIGHT, new Constant(beforeTheBijection(FIRST_WEIGHT)), input.bands());
    }

    /** {@code d} from {@code 1 / (1 + d^2)}. */
    private static double beforeTheBijection(double value) {
        return Math.sqrt(1 / value - 1);
    }
}
