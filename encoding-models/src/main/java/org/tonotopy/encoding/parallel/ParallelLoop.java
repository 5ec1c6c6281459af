package org.tonotopy.encoding.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Spreads independent pieces of work over threads. A piece is done by one thread from beginning to end and writes what no
 * other piece reads, so which thread takes it changes no bit.
 */
public final class ParallelLoop {
    private static final long IDLE_SECONDS = 5;

    private final int helpers;
    private final ThreadPoolExecutor pool;

    private ParallelLoop(int threads) {
        this.helpers = threads - 1;
        this.pool = new ThreadPoolExecutor(
                Math.max(1, helpers),
                Math.max(1, helpers),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "parallel-loop");
                    thread.setDaemon(true);
                    return thread;
                });
        // Idle threads end by themselves, so that a loop needs no closing.
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * A loop over a fixed number of threads.
     *
     * @param threads at least 1, the calling one included
     */
    public static ParallelLoop of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ": use 1 or more");
        }
        return new ParallelLoop(threads);
    }

    /** Threads that work at the same time, the calling one included. */
    public int threads() {
        return helpers + 1;
    }

    /** Calls an action with each number from 0 up to below the count; returns when all are done. */
    public void forEach(int count, IntConsumer action) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                action.accept(i);
            }
        };
        List<Future<?>> others = new ArrayList<>();
        for (int i = 0; i < Math.min(helpers, count - 1); i++) {
            others.add(pool.submit(work));
        }
        try {
            work.run();
        } finally {
            others.forEach(ParallelLoop::await);
        }
    }

    private static void await(Future<?> other) {
        boolean interrupted = false;
        while (true) {
            try {
                other.get();
                break;
            } catch (InterruptedException interruption) {
                // The piece still writes to its buffers: leaving now would corrupt the next step.
                interrupted = true;
            } catch (ExecutionException failure) {
                if (failure.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException(failure.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
