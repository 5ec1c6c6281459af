package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * The account that asks.
 *
 * @param account as admins see it
 * @param scope what the token of the request may do of what the account may
 * @param use what it takes up of what it may
 */
@Schema(name = "OwnAccount", description = "The account that asks.")
public record OwnAccountResponse(
        AccountResponse account,

        @Schema(
                description = "What the token of this request may do of what the account may.",
                allowableValues = {"read", "write", "admin"})
        String scope,

        Use use) {
    /**
     * What an account takes up, and may.
     *
     * @param requestsPerMinute that it may send
     * @param storedBytes of what it sent
     * @param storedBytesLimit that it may have stored
     * @param jobs that wait or run
     * @param jobsLimit that may
     * @param jobsAtWorkers that run
     * @param jobsAtWorkersLimit that may
     */
    @Schema(name = "AccountUse", description = "What an account takes up, and may.")
    public record Use(
            @Schema(description = "Requests that it may send within a minute to one process; null: any number.")
            Optional<Integer> requestsPerMinute,

            @Schema(description = "Bytes of what it sent and is stored, or has announced to send in parts.")
            long storedBytes,

            @Schema(description = "How many bytes that may be; null: any number.")
            Optional<Long> storedBytesLimit,

            @Schema(description = "Jobs that have not ended.")
            long jobs,

            @Schema(description = "How many jobs that may be; null: any number.")
            Optional<Long> jobsLimit,

            @Schema(description = "Jobs that are at workers.")
            long jobsAtWorkers,

            @Schema(description = "How many jobs may be at workers at a time; null: any number.")
            Optional<Integer> jobsAtWorkersLimit) {}
}
