package org.tonotopy.registry.feature;

/** What became of a feature. */
public enum FeatureOutcome {
    /** It is there, with figure and numbers. */
    COMPLETE,
    /** Its values were no longer finite. */
    DIVERGED,
    /** The response never rose above where it began: what was climbed is no dream. */
    NEVER_ROSE,
    /** There is none, for instance because the response does not depend on the input. */
    UNDEFINED
}
