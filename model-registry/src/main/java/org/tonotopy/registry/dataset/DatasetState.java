package org.tonotopy.registry.dataset;

/** Where a dataset version stands. */
public enum DatasetState {
    /** Its file is on its way. */
    UPLOADING,
    /** The ingest job reads it. */
    VALIDATING,
    /** It can be used; nothing about it changes any more. */
    READY,
    /** It cannot be used; the findings say why. */
    REJECTED
}
