package org.tonotopy.worker.queue;

import java.util.function.BooleanSupplier;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;

/**
 * A job that this worker has begun.
 *
 * @param job as it stood when the attempt began
 * @param attempt holds the job as long as no other has begun
 * @param workerStops whether the worker has been told to stop and the work should be put down
 */
public record Assignment(Job job, Attempt attempt, BooleanSupplier workerStops) {}
