package org.tonotopy.api.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.registry.joblog.LoggedAttempt;

/**
 * A run of a job by a worker.
 *
 * @param number counts from 1
 * @param worker that ran it
 * @param startedAt when the worker took it
 * @param finishedAt when it ended
 * @param outcome how it ended
 * @param log what there is of its log
 */
@Schema(name = "JobAttempt", description = "A run of a job by a worker.")
record JobAttemptResponse(
        @Schema(description = "Counts from 1.") int number,
        @Schema(description = "The worker that ran it.") String worker,
        @Schema(description = "When the worker took it.") Instant startedAt,

        @Schema(description = "When it ended; null while it runs.")
        Optional<Instant> finishedAt,

        @Schema(
                description =
                        "How it ended, for instance SUCCEEDED, FAILED, CANCELLED, PAUSED, HANDED_BACK, or, where the job went on in"
                                + " another attempt, LOST with its worker, STALLED on one that was alive, TAKEN_AWAY or SUPERSEDED;"
                                + " null while it runs.")
        Optional<String> outcome,

        @Schema(
                description =
                        "What there is of its log: whole once it has ended, last_lines while it runs and where its"
                                + " worker vanished; null: nothing.",
                allowableValues = {"last_lines", "whole"},
                type = "string")
        Optional<String> log) {
    static JobAttemptResponse of(LoggedAttempt attempt) {
        return new JobAttemptResponse(
                attempt.number(),
                attempt.worker(),
                attempt.startedAt(),
                attempt.finishedAt(),
                attempt.outcome(),
                attempt.log().map(kept -> kept.name().toLowerCase(Locale.ROOT)));
    }
}
