package org.tonotopy.registry.job;

import java.time.Duration;

/**
 * How often and when a job is tried again after a failure that passes: a lost worker, a failing store.
 *
 * @param most tries in a row that keep nothing; the next failure is final
 * @param delay before the second of them; it doubles with each further one
 * @param longestDelay that it grows to
 */
public record RetryPolicy(int most, Duration delay, Duration longestDelay) {
    /** The time to wait after a number of failures in a row, itself included; none after the first loss of a worker. */
    Duration delayAfter(int failures) {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        Duration grown = delay.multipliedBy(1L << Math.min(20, failures - 2));
        return grown.compareTo(longestDelay) < 0 ? grown : longestDelay;
    }
}
