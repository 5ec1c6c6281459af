package org.tonotopy.encoding.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Computes a feature for many targets: some at a time, on several threads, with one listener. It keeps nothing of what the
 * listener has heard of, and when it is over none of its threads goes on.
 *
 * @param <R> what is computed for each target
 * @param <K> what is kept of it
 */
public final class BatchRunner<R, K> {
    private final int targets;
    private final Function<R, K> keeping;
    private final FeatureListener<K> listener;
    private double work;
    private boolean stopped;
    private boolean failed;

    /** What computes one batch. */
    public interface Batch<R> {
        /**
         * Computes.
         *
         * @param targets the batch
         * @param progress to be told of work done, from 0 to 1 for the whole batch
         * @return one for each target; empty where the progress said to stop
         */
        List<R> compute(List<ResponseTarget> targets, Progress progress);
    }

    /** Hears how far a batch is. */
    public interface Progress {
        /**
         * Some work is done.
         *
         * @param share of the batch, since the last call
         * @return whether to go on
         */
        boolean advance(double share);
    }

    /**
     * @param targets how many there are in all
     * @param keeping makes of a result what the listener hears of; called by several threads at a time, so that what takes
     *     long (to draw a figure) does not hold up the others
     * @param listener hears of each
     */
    public BatchRunner(int targets, Function<R, K> keeping, FeatureListener<K> listener) {
        this.targets = targets;
        this.keeping = keeping;
        this.listener = listener;
    }

    /**
     * Runs all batches.
     *
     * @param all the targets
     * @param batchSize how many go through the model together, at least 1
     * @param threads how many batches run at a time, at least 1
     * @param batch what computes; called by several threads at a time
     */
    public void run(List<ResponseTarget> all, int batchSize, int threads, Batch<R> batch) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "feature");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int first = 0; first < all.size(); first += batchSize) {
                List<ResponseTarget> some = all.subList(first, Math.min(all.size(), first + batchSize));
                running.add(pool.submit(() -> compute(some, batch)));
            }
            running.forEach(this::await);
        } finally {
            end(pool);
        }
    }

    /** Batches that run hear of the end with their next progress. */
    private void end(ExecutorService pool) {
        pool.shutdown();
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException interruption) {
                fail();
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void compute(List<ResponseTarget> some, Batch<R> batch) {
        if (isOver()) {
            return;
        }
        double ofAll = (double) some.size() / targets;
        try {
            for (R result : batch.compute(some, share -> advance(share * ofAll))) {
                if (!hasFailed()) {
                    finish(keeping.apply(result));
                }
            }
        } catch (RuntimeException | Error failure) {
            fail();
            throw failure;
        }
    }

    /** What one thread has finished after another has failed is lost, as it would be a moment later. */
    private synchronized void finish(K kept) {
        if (!failed) {
            listener.onFinished(kept);
        }
    }

    private synchronized boolean isOver() {
        return stopped || failed;
    }

    private synchronized boolean hasFailed() {
        return failed;
    }

    private synchronized void fail() {
        failed = true;
    }

    private synchronized boolean advance(double share) {
        work += share;
        if (!isOver()) {
            stopped = listener.onProgress(new FeatureProgress(Math.min(1, work))) == FeatureDecision.STOP;
        }
        return !isOver();
    }

    private void await(Future<?> batch) {
        try {
            batch.get();
        } catch (InterruptedException interruption) {
            fail();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the batch was interrupted", interruption);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }
}
