package org.tonotopy.registry.store;

import java.time.Instant;
import java.util.List;

/**
 * Objects in the store that are recorded nowhere.
 *
 * @param objects how many objects the store has, with those that are recorded
 * @param orphans how many are not recorded
 * @param bytes how long these are together
 * @param first some of them, or all
 */
public record OrphanedObjects(long objects, long orphans, long bytes, List<Orphan> first) {
    /** Copies the list. */
    public OrphanedObjects {
        first = List.copyOf(first);
    }

    /**
     * An object that is not recorded.
     *
     * @param key where it is
     * @param sizeBytes its length
     * @param writtenAt when it was written; what was just written may still be recorded
     */
    public record Orphan(ObjectKey key, long sizeBytes, Instant writtenAt) {}
}
