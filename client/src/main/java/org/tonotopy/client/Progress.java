package org.tonotopy.client;

/** Is told how far a transfer is. */
@FunctionalInterface
public interface Progress {
    /** For those who do not want to know. */
    Progress NONE = (what, done, total) -> {};

    /**
     * Bytes have moved.
     *
     * @param what the step: hashing, uploading, downloading
     * @param done bytes so far
     * @param total bytes in all; negative where nobody knows
     */
    void at(String what, long done, long total);
}
