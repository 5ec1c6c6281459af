package org.tonotopy.registry.joblog;

import java.time.Instant;
import java.util.Optional;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.store.ObjectKey;

/**
 * What is kept of the log of an attempt.
 *
 * @param attempt that logged it
 * @param tail the last lines that its worker sent; empty once the whole log is stored
 * @param lines that were logged so far
 * @param leftOut whether the log became longer than what is kept of one
 * @param whole the whole log in the object store; empty while the attempt runs, and for good where its worker vanished
 * @param updatedAt when the worker last sent something
 */
public record JobLog(
        Attempt attempt, String tail, long lines, boolean leftOut, Optional<ObjectKey> whole, Instant updatedAt) {}
