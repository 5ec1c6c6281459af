package org.tonotopy.encoding.recording;

/** What the numbers of a response are. */
public enum ResponseKind {
    /** Spikes in each time bin. */
    COUNTS,
    /** A signed trace, such as a membrane potential. */
    TRACE
}
