package org.tonotopy.api.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.tonotopy.registry.deletion.Tombstone;

/**
 * What is left of a deleted dataset version.
 *
 * @param reference name and version
 * @param deletedBy who deleted it
 * @param deletedAt when
 * @param wentWithIt how many of what went with it
 */
@Schema(name = "DeletedDataset", description = "What is left of a deleted dataset version.")
record DeletedDatasetResponse(
        @Schema(description = "Name and version, which no other dataset gets.", example = "ns1@1")
        String reference,

        @Schema(description = "Who deleted it.") String deletedBy,
        Instant deletedAt,

        @Schema(description = "How many benchmarks, models, features, sweeps and jobs went with it.")
        Map<String, Integer> wentWithIt) {
    static DeletedDatasetResponse of(Tombstone tombstone) {
        return new DeletedDatasetResponse(
                tombstone.reference().toString(), tombstone.deletedBy(), tombstone.deletedAt(), tombstone.wentWithIt());
    }
}
