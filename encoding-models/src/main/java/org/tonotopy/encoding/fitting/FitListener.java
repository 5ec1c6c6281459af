package org.tonotopy.encoding.fitting;

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

    /** A listener that lets every fit run to its end. */
    static FitListener silent() {
        return (epoch, checkpoint) -> FitDecision.CONTINUE;
    }
}
