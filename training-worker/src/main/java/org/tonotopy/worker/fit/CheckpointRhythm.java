package org.tonotopy.worker.fit;

import java.time.Duration;

/**
 * When the next checkpoint is due: after some time, and never so soon that writing takes more than a hundredth of the time of
 * the fit. An interval of 0 asks for one with every epoch, whatever it costs.
 */
final class CheckpointRhythm {
    private static final int FIT_TIME_PER_WRITING_TIME = 100;

    private final long intervalNanos;
    private long last;
    private long lastCost;

    /**
     * A rhythm.
     *
     * @param interval shortest time between two
     * @param now a time of {@link System#nanoTime()}, from which the first is counted
     */
    CheckpointRhythm(Duration interval, long now) {
        this.intervalNanos = interval.toNanos();
        this.last = now;
    }

    /** Whether one is due. */
    boolean isDue(long now) {
        return intervalNanos == 0
                || now - last >= Math.max(intervalNanos, Math.multiplyExact(lastCost, FIT_TIME_PER_WRITING_TIME));
    }

    /** Says that one was written, or could not be. */
    void written(long begin, long end) {
        last = end;
        lastCost = end - begin;
    }
}
