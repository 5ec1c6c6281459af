package org.tonotopy.worker.cpu;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Threads that computations share: all of them together never hold more than there are. Those that wait are served in the order
 * in which they came. No result depends on who got how many.
 */
public final class ThreadBudget {
    private static final long WAIT_MILLIS = 500;

    private final int threads;
    private final Semaphore free;

    /**
     * A budget.
     *
     * @param threads how many there are, at least 1
     */
    public ThreadBudget(int threads) {
        this.threads = threads;
        this.free = new Semaphore(threads, true);
    }

    /** How many there are. */
    public int threads() {
        return threads;
    }

    /** Threads that somebody has; closing it gives them back. */
    public final class Share implements AutoCloseable {
        private final int taken;

        private Share(int taken) {
            this.taken = taken;
        }

        /** How many they are, at least 1. */
        public int threads() {
            return taken;
        }

        @Override
        public void close() {
            free.release(taken);
        }
    }

    /**
     * Waits for a thread, and takes more of them where they are free.
     *
     * @param wanted threads that there is use for, at least 1
     * @param whileWaiting called every half a second; what it throws ends the waiting
     */
    public Share take(int wanted, Runnable whileWaiting) {
        while (!tryAcquire(WAIT_MILLIS)) {
            whileWaiting.run();
        }
        int taken = 1;
        while (taken < wanted && tryAcquire(0)) {
            taken++;
        }
        return new Share(taken);
    }

    /** With a time, even none, nobody overtakes those that wait. */
    private boolean tryAcquire(long millis) {
        try {
            return free.tryAcquire(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a thread", interruption);
        }
    }
}
