package org.tonotopy.encoding.recording;

/** How sure the experimenters were that all spikes of a unit come from one cell. */
public enum SingleUnit {
    YES,
    MAYBE,
    NO
}
