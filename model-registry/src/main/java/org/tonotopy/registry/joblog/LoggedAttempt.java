package org.tonotopy.registry.joblog;

import java.time.Instant;
import java.util.Optional;

/**
 * A run of a job and what is kept of its log.
 *
 * @param number its fencing number
 * @param worker that ran it
 * @param startedAt when the worker took it
 * @param finishedAt when it ended; empty while it runs
 * @param outcome how it ended; empty while it runs
 * @param log what is kept of its log; empty where nothing is
 */
public record LoggedAttempt(
        int number,
        String worker,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<String> outcome,
        Optional<Kept> log) {
    /** What is kept of a log. */
    public enum Kept {
        /** The last lines that the worker sent. */
        LAST_LINES,
        /** All of it. */
        WHOLE
    }
}
