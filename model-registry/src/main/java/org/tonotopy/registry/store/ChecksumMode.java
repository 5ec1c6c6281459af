package org.tonotopy.registry.store;

/** When requests to an S3 store carry checksums of the protocol's own, which not every store understands. */
public enum ChecksumMode {
    /** Where the protocol demands one. */
    WHEN_REQUIRED,
    /** Wherever the protocol has one. */
    WHEN_SUPPORTED
}
