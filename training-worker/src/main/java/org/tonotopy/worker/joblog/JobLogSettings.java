package org.tonotopy.worker.joblog;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the logs of jobs.
 *
 * @param interval how often the last lines are sent while an attempt runs
 * @param limit the most that is kept of the log of an attempt, apart from its last lines
 */
@ConfigurationProperties("tonotopy.worker.log")
record JobLogSettings(Duration interval, DataSize limit) {
    /** Refuses what cannot be kept to. */
    JobLogSettings {
        if (interval.toMillis() < 100) {
            throw new IllegalArgumentException(
                    "tonotopy.worker.log.interval is " + interval + ": use 100ms or more, such as 2s");
        }
        if (limit.toBytes() < 0 || limit.toBytes() > DataSize.ofGigabytes(1).toBytes()) {
            throw new IllegalArgumentException(
                    "tonotopy.worker.log.limit is " + limit + ": use a size up to 1GB, such as 16MB");
        }
    }
}
