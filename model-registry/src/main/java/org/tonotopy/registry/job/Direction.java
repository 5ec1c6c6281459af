package org.tonotopy.registry.job;

/** What an attempt shall do next, as somebody asked for in the meantime. */
public enum Direction {
    /** Go on. */
    GO_ON,
    /** Keep what there is, and confirm the pause. */
    PAUSE,
    /** Put it down, and confirm that. */
    CANCEL
}
