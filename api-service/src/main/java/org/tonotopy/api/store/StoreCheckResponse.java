package org.tonotopy.api.store;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.tonotopy.registry.store.CheckedObjects;
import org.tonotopy.registry.store.ObjectDamage;

/**
 * What was found of some recorded objects.
 *
 * @param objects how many were looked at
 * @param intactBytes length of those that are as they were written
 * @param damaged those that are not
 * @param nextPageToken to go on with
 */
@Schema(name = "StoreCheck", description = "What was found of some recorded objects.")
record StoreCheckResponse(
        @Schema(description = "Objects that were looked at.")
        int objects,

        @Schema(description = "Bytes of those that are as they were written.")
        long intactBytes,

        @Schema(description = "Those that are not, in the order of their keys.")
        List<Damaged> damaged,

        @Schema(description = "Send it as page_token to go on; null after the last object.")
        Optional<String> nextPageToken) {
    /**
     * An object that cannot be had as it was written.
     *
     * @param key in the object store
     * @param sha256 that it should have
     * @param sizeBytes that it should have
     * @param damage what is wrong
     * @param reason the same in words
     */
    @Schema(name = "DamagedObject", description = "A recorded object that cannot be had as it was written.")
    record Damaged(
            @Schema(description = "In the object store.") String key,

            @Schema(description = "SHA-256 that it should have.")
            String sha256,

            @Schema(description = "Bytes that it should have.")
            long sizeBytes,

            @Schema(
                    description =
                            "MISSING: nothing is there; CORRUPT: other bytes are; UNREADABLE: the store does not give"
                                    + " its bytes.")
            ObjectDamage damage,

            @Schema(description = "What was found, in words.")
            String reason) {}

    static StoreCheckResponse of(CheckedObjects found, UnaryOperator<String> token) {
        return new StoreCheckResponse(
                found.objects(),
                found.bytes(),
                found.damaged().stream()
                        .map(one -> new Damaged(
                                one.key().path(),
                                one.content().sha256(),
                                one.content().sizeBytes(),
                                one.damage(),
                                one.reason()))
                        .toList(),
                found.last().map(token));
    }
}
