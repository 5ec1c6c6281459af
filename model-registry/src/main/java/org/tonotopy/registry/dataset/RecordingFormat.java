package org.tonotopy.registry.dataset;

/** Form in which a recording comes. */
public enum RecordingFormat {
    /** NPZ arrays with JSON metadata. */
    NPZ
}
