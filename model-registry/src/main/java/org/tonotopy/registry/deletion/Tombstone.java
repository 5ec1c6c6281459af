package org.tonotopy.registry.deletion;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tonotopy.registry.reference.VersionedName;

/**
 * What is left of a deleted version.
 *
 * @param kind what it was
 * @param reference its name and version, which nothing else gets
 * @param dataset the dataset that was deleted; of a benchmark, a suite or a model, the one that it went with; empty where it was deleted
 *     by itself
 * @param deletedBy name of the account that asked for it
 * @param deletedAt when
 * @param wentWithIt kind to count, of a dataset; empty for what itself went with a dataset
 */
public record Tombstone(
        DeletedKind kind,
        VersionedName reference,
        Optional<VersionedName> dataset,
        String deletedBy,
        Instant deletedAt,
        Map<String, Integer> wentWithIt) {
    /** Copies the map. */
    public Tombstone {
        wentWithIt = new TreeMap<>(wentWithIt);
    }
}
