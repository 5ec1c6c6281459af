package org.tonotopy.registry.job;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to a job.
 *
 * @param sequence counts from 1 without gaps within the job
 * @param at when
 * @param attempt the attempt that it belongs to; 0 outside any
 * @param type queued, started, progress, succeeded, failed, cancelling, cancelled or lost
 * @param data what happened
 */
public record JobEvent(int sequence, Instant at, int attempt, String type, JsonNode data) {}
