package org.tonotopy.encoding.fitting;

/** What a listener wants after an epoch. */
public enum FitDecision {
    CONTINUE,
    /** End here; the best weights so far become the model. */
    STOP
}
