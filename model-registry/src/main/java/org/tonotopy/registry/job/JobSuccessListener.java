package org.tonotopy.registry.job;

import java.util.UUID;

/** Does what is to follow the success of a job. */
public interface JobSuccessListener {
    /** Called in the transaction of the success, once the job and what it made are written: all of it or none happens. */
    void succeeded(UUID jobId);
}
