package org.tonotopy.api.store;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.tonotopy.registry.store.OrphanedObjects;

/**
 * Objects in the store that are recorded nowhere.
 *
 * @param objects in the store, recorded or not
 * @param orphans those that are not recorded
 * @param orphanBytes length of these
 * @param items some of them, or all
 */
@Schema(name = "OrphanedObjects", description = "Objects in the store that are recorded nowhere.")
record OrphanedObjectsResponse(
        @Schema(description = "Objects in the store, recorded or not.")
        long objects,

        @Schema(description = "Those of them that are not recorded.")
        long orphans,

        @Schema(description = "Bytes of those that are not recorded.")
        long orphanBytes,

        @Schema(description = "Those that are not recorded, as many as were asked for, in no order.")
        List<Orphan> items) {
    /**
     * An object that is not recorded.
     *
     * @param key in the object store
     * @param sizeBytes its length
     * @param writtenAt when it was written
     */
    @Schema(name = "OrphanedObject", description = "An object that is not recorded.")
    record Orphan(
            @Schema(description = "In the object store.") String key,
            @Schema(description = "Its bytes.") long sizeBytes,

            @Schema(description = "When it was written; what was just written may still be recorded.")
            Instant writtenAt) {}

    static OrphanedObjectsResponse of(OrphanedObjects found) {
        return new OrphanedObjectsResponse(
                found.objects(),
                found.orphans(),
                found.bytes(),
                found.first().stream()
                        .map(one -> new Orphan(one.key().path(), one.sizeBytes(), one.writtenAt()))
                        .toList());
    }
}
