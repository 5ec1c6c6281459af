package org.tonotopy.worker.queue;

import org.tonotopy.registry.job.JobKind;

/** What is to be done for the jobs of one kind. */
public interface JobWork {
    /** The kind. */
    JobKind kind();

    /**
     * Does the work and ends the attempt as succeeded. Every exception ends it otherwise, so none is handled here only
     * to be reported.
     *
     * @throws JobFailedException where the reason is known
     * @throws JobCancelledException where somebody asked to cancel
     * @throws WorkerStoppingException where the worker stops before the work is done
     */
    void run(Assignment assignment) throws JobFailedException;
}
