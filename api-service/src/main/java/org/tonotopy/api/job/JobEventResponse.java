package org.tonotopy.api.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.tonotopy.registry.job.JobEvent;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to a job.
 *
 * @param sequence counts from 1 without gaps within the job
 * @param at when
 * @param attempt the attempt that it belongs to
 * @param type what kind of thing
 * @param data what happened
 */
@Schema(name = "JobEvent", description = "Something that happened to a job.")
record JobEventResponse(
        @Schema(description = "Counts from 1 without gaps within the job; the id of the streamed event.")
        int sequence,

        Instant at,

        @Schema(description = "The attempt that it belongs to; 0 outside any.")
        int attempt,

        @Schema(
                description = "The name of the streamed event.",
                allowableValues = {
                    "queued",
                    "started",
                    "progress",
                    "succeeded",
                    "failed",
                    "retrying",
                    "retried",
                    "pausing",
                    "paused",
                    "resumed",
                    "cancelling",
                    "cancelled",
                    "handed_back",
                    "lost",
                    "stalled"
                })
        String type,

        @Schema(description = "What happened; of progress: phase, epoch and the scores so far.")
        JsonNode data) {
    static JobEventResponse of(JobEvent event) {
        return new JobEventResponse(event.sequence(), event.at(), event.attempt(), event.type(), event.data());
    }
}
