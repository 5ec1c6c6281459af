package org.tonotopy.registry.store;

import java.util.List;
import java.util.Optional;

/**
 * What was found of some recorded objects, in the order of their keys.
 *
 * @param objects how many were looked at
 * @param bytes how long those are together that are as they were written
 * @param damaged those that are not
 * @param last key after which the rest follows; empty where this was the last of them
 */
public record CheckedObjects(int objects, long bytes, List<DamagedObject> damaged, Optional<String> last) {
    /** Copies the list. */
    public CheckedObjects {
        damaged = List.copyOf(damaged);
    }
}
