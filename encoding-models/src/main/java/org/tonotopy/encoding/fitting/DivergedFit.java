package org.tonotopy.encoding.fitting;

import java.util.List;

/**
 * A fit whose loss, gradient or weights stopped being finite; it leaves no model.
 *
 * @param epoch the epoch in which that happened, counted from 1
 * @param lastFiniteLoss the last finite loss of a batch; NaN where there was none
 * @param curve the epochs before it
 * @param backends what computed the network, each once, the first to compute first
 */
public record DivergedFit(int epoch, double lastFiniteLoss, List<EpochRecord> curve, List<String> backends)
        implements FitResult {

    public DivergedFit {
        curve = List.copyOf(curve);
        backends = List.copyOf(backends);
    }

    @Override
    public StopReason stopReason() {
        return StopReason.DIVERGED;
    }

    /** What happened, in one sentence for people. */
    public String message() {
        return "The fit diverged in epoch " + epoch + " (last finite loss "
                + (Double.isNaN(lastFiniteLoss) ? "none" : String.valueOf(lastFiniteLoss))
                + "): lower learning_rate, or set clip_norm.";
    }
}
