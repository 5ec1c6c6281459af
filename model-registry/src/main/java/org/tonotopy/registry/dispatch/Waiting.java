package org.tonotopy.registry.dispatch;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.tonotopy.registry.job.JobDevice;

/**
 * A job that waits.
 *
 * @param id of the job
 * @param owner who asked for it
 * @param device what it needs to compute on
 * @param memoryClass room that it needs
 * @param priority higher first
 * @param createdAt when it was asked for
 */
record Waiting(UUID id, UUID owner, JobDevice device, int memoryClass, int priority, Instant createdAt) {
    /** The order among the jobs of one owner. */
    static final Comparator<Waiting> ORDER = Comparator.comparingInt((Waiting job) -> -job.priority())
            .thenComparing(Waiting::createdAt)
            .thenComparing(Waiting::id);
}
