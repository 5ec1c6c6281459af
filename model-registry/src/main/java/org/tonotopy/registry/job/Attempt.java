package org.tonotopy.registry.job;

import java.util.UUID;

/**
 * One run of a job by one worker. Its number is the fence: a write is refused once a newer attempt has begun.
 *
 * @param jobId the job
 * @param number counts from 1
 */
public record Attempt(UUID jobId, int number) {}
