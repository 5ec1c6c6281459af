package org.tonotopy.worker;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of a worker.
 *
 * @param name of this worker among all workers of a database; empty: the host's name and the process id
 * @param threads threads that one fit computes with; 0: one per processor
 */
@ConfigurationProperties("tonotopy.worker")
public record WorkerSettings(String name, int threads) {
    /** Refuses a negative number of threads. */
    public WorkerSettings {
        if (threads < 0) {
            throw new IllegalArgumentException(
                    "tonotopy.worker.threads is " + threads + ": use 0 for one per processor, or more");
        }
    }
}
