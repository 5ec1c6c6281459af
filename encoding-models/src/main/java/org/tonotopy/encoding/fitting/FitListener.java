package org.tonotopy.encoding.fitting;

import java.util.List;

/** Hears of every epoch while a fit runs, on the thread of the fit, and can end it there. */
@FunctionalInterface
public interface FitListener {

    /**
     * Called after an epoch.
     *
     * @param epoch the newest point of the learning curve
     * @param checkpoint the fit as it stands, which can be written during this call only
     * @return whether to go on
     */
    FitDecision onEpoch(EpochRecord epoch, FitCheckpoint checkpoint);

    /**
     * Called before the first epoch, if any is left, of a fit that goes on from a checkpoint.
     *
     * @param curve the learning curve up to the checkpoint
     */
    default void onResume(List<EpochRecord> curve) {}

    /**
     * Called when gradient descent has come to an end by itself, after its last epoch.
     *
     * @param checkpoint of the finished fit, which can be written during this call only; going on from it ends at once with
     *     the same model
     */
    default void onEnd(FitCheckpoint checkpoint) {}

    /** A listener that lets every fit run to its end. */
    static FitListener silent() {
        return (epoch, checkpoint) -> FitDecision.CONTINUE;
    }
}
