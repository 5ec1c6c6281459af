package org.tonotopy.encoding.feature;

/** What a listener wants. */
public enum FeatureDecision {
    CONTINUE,
    /** End here; what is finished stays, what is begun is dropped. */
    STOP
}
