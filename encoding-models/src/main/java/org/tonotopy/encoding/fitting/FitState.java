package org.tonotopy.encoding.fitting;

import java.util.List;
import java.util.Optional;

/**
 * A fit by gradient descent between two epochs. Together with its request it determines all that follows: the order of
 * the clips and the dropout masks are functions of (seed, epoch), the learning rate and the patience of the curve.
 *
 * @param parameters weights after the last epoch
 * @param updaterState moments of the step rule
 * @param steps steps taken
 * @param bestParameters weights after the best epoch
 * @param curve the epochs so far
 * @param lastFiniteLoss loss of the last batch
 * @param backends what computed the epochs so far, each once, the first to compute one first
 */
record FitState(
        float[] parameters,
        float[] updaterState,
        int steps,
        float[] bestParameters,
        List<EpochRecord> curve,
        double lastFiniteLoss,
        List<String> backends) {

    FitState {
        curve = List.copyOf(curve);
        backends = List.copyOf(backends);
    }

    /** The best epoch: the one with the highest score, or, where no epoch has a score, with the lowest loss. */
    static Optional<EpochRecord> best(List<EpochRecord> curve) {
        EpochRecord best = null;
        for (EpochRecord epoch : curve) {
            if (best == null || improves(epoch, best)) {
                best = epoch;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether an epoch is better than the best before it; an equal one is not. */
    static boolean improves(EpochRecord epoch, EpochRecord best) {
        if (Double.isNaN(epoch.validationScore())) {
            return Double.isNaN(best.validationScore()) && epoch.validationLoss() < best.validationLoss();
        }
        return Double.isNaN(best.validationScore()) || epoch.validationScore() > best.validationScore();
    }
}
