package org.tonotopy.registry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tonotopy.registry.job.RetryPolicy;

/**
 * How jobs are handed to workers; the same for all services of a lab.
 *
 * @param heartbeatInterval time between a worker's signs of life; it counts as lost after four
 * @param dispatchInterval time between looks at what waits
 * @param reconcileInterval time between looks for what stands still
 * @param noProgressLimit a job that shows no progress for so long is taken from its worker
 * @param retries failures in a row after which the next is final
 * @param retryDelay before the second try after failures in a row; it doubles with each
 * @param jobsPerOwner jobs of one account that may run at a time, where it has no cap of its own; 0: no cap
 * @param progressKeep how long the progress of a job is kept after its end, besides the last of each attempt
 */
@ConfigurationProperties("tonotopy.queue")
public record QueueSettings(
        @DefaultValue("15s") Duration heartbeatInterval,
        @DefaultValue("2s") Duration dispatchInterval,
        @DefaultValue("5s") Duration reconcileInterval,
        @DefaultValue("1h") Duration noProgressLimit,
        @DefaultValue("4") int retries,
        @DefaultValue("10s") Duration retryDelay,
        @DefaultValue("0") int jobsPerOwner,
        @DefaultValue("90d") Duration progressKeep) {
    /** Refuses what would stop the queue. */
    public QueueSettings {
        requirePositive("heartbeat-interval", heartbeatInterval);
        requirePositive("dispatch-interval", dispatchInterval);
        requirePositive("reconcile-interval", reconcileInterval);
        requirePositive("no-progress-limit", noProgressLimit);
        requirePositive("progress-keep", progressKeep);
        if (retries < 0 || retryDelay.isNegative() || jobsPerOwner < 0) {
            throw new IllegalArgumentException(
                    "tonotopy.queue.retries, retry-delay and jobs-per-owner cannot be negative: use 0 for none");
        }
    }

    private static void requirePositive(String name, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("tonotopy.queue." + name + " is " + time + ": use a time such as 15s");
        }
    }

    RetryPolicy retryPolicy() {
        return new RetryPolicy(retries, retryDelay);
    }
}
