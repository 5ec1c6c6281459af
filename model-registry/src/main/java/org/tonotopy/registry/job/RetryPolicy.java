package org.tonotopy.registry.job;

import java.time.Duration;

/**
 * How often and when a job is tried again after a failure that passes: a lost worker, a failing store.
 *
 * @param most tries in a row that keep nothing; the next failure is final
 * @param delay before the second of them; it doubles with each further one
 */
public record RetryPolicy(int most, Duration delay) {
    /** Delays grow up to this. */
    public static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

    /** So many times as many losses as usual, however many workers vanish without the job: one that kills its workers must end. */
    private static final int AT_WORST = 5;

    /**
     * Losses of workers in a row that a job may have; the next is final.
     *
     * @param harmless workers that vanished meanwhile and ran nothing that could be to blame
     */
    int mostLosses(int harmless) {
        return Math.min(most + harmless, AT_WORST * (most + 1) - 1);
    }

    /** The time to wait after a number of failures in a row, itself included; none after the first loss of a worker. */
    Duration delayAfter(int failures) {
        if (failures <= 1) {
            return Duration.ZERO;
        }
        Duration grown = delay.multipliedBy(1L << Math.min(20, failures - 2));
        return grown.compareTo(LONGEST_DELAY) < 0 ? grown : LONGEST_DELAY;
    }
}
