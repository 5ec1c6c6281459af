package org.tonotopy.encoding.fitting;

/** Why a fit ended. */
public enum StopReason {
    /** The weights were computed, not searched for. */
    SOLVED_IN_CLOSED_FORM,
    /** The validation score did not improve for the recipe's patience. */
    NO_IMPROVEMENT,
    /** The recipe's most epochs were reached. */
    EPOCHS_EXHAUSTED,
    /** The listener asked for it. */
    STOPPED_BY_LISTENER,
    /** The loss, the gradient or the weights stopped being finite. */
    DIVERGED
}
