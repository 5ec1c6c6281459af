package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.tonotopy.registry.account.Lab;

/**
 * A group of accounts.
 *
 * @param name its name
 * @param jobCap jobs of all its accounts that may be at workers at a time
 * @param createdAt when it was made
 */
@Schema(name = "Lab", description = "A group of accounts.")
record LabResponse(
        @Schema(example = "auditory") String name,

        @Schema(description = "Jobs of all its accounts that may be at workers at a time; null where there is no cap.")
        Optional<Integer> jobCap,

        Instant createdAt) {
    static LabResponse of(Lab lab) {
        return new LabResponse(lab.name(), lab.jobCap(), lab.createdAt());
    }
}
