package org.tonotopy.encoding.fitting;

import java.util.List;

/**
 * A fit that gave a model.
 *
 * @param model the network with the best weights of the fit
 * @param curve the learning curve
 * @param bestEpoch epoch of those weights
 * @param bestValidationScore their validation score; NaN where no epoch had one
 * @param stopReason why the fit ended
 * @param penalties what ridge regression tried; empty where it had no part
 * @param backends what computed the network, each once, the first to compute first: several where a fit went on elsewhere
 */
public record CompletedFit(
        FittedModel model,
        List<EpochRecord> curve,
        int bestEpoch,
        double bestValidationScore,
        StopReason stopReason,
        List<PenaltyScore> penalties,
        List<String> backends)
        implements FitResult {

    public CompletedFit {
        curve = List.copyOf(curve);
        penalties = List.copyOf(penalties);
        backends = List.copyOf(backends);
    }
}
