package org.tonotopy.worker.queue;

import java.util.function.BooleanSupplier;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Direction;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;

/**
 * A job that this worker has begun.
 *
 * @param job as it stood when the attempt began
 * @param attempt holds the job as long as no other has begun
 * @param workerStops whether the worker has been told to stop and the work should be put down
 */
public record Assignment(Job job, Attempt attempt, BooleanSupplier workerStops) {
    /**
     * Looks whether the job shall go on, while it waits for room or a thread.
     *
     * @param ledger that knows
     * @throws JobCancelledException if somebody asked to cancel
     * @throws JobPausedException if somebody asked to pause
     * @throws WorkerStoppingException if the worker has been told to stop
     */
    public void requireGoOn(JobLedger ledger) {
        if (workerStops.getAsBoolean()) {
            throw new WorkerStoppingException();
        }
        follow(ledger.waits(attempt));
    }

    /**
     * Goes where the ledger says.
     *
     * @throws JobCancelledException if somebody asked to cancel
     * @throws JobPausedException if somebody asked to pause
     */
    public static void follow(Direction direction) {
        switch (direction) {
            case GO_ON -> {}
            case PAUSE -> throw new JobPausedException();
            case CANCEL -> throw new JobCancelledException();
        }
    }
}
