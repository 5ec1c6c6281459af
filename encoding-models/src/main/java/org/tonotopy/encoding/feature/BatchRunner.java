package org.tonotopy.encoding.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Computes a feature for many targets: some at a time, on several threads, with one listener.
 *
 * @param <R> what is made for each target
 */
public final class BatchRunner<R> {
    private final int targets;
    private final FeatureListener<R> listener;
    private final List<R> finished = new ArrayList<>();
    private double work;
    private boolean stopped;

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
     * @param listener hears of each
     */
    public BatchRunner(int targets, FeatureListener<R> listener) {
        this.targets = targets;
        this.listener = listener;
    }

    /**
     * Runs all batches.
     *
     * @param all the targets
     * @param batchSize how many go through the model together, at least 1
     * @param threads how many batches run at a time, at least 1
     * @param batch what computes; called by several threads at a time
     * @param targetOf whose a result is
     * @return what is finished, in the order of the targets
     */
    public List<R> run(
            List<ResponseTarget> all,
            int batchSize,
            int threads,
            Batch<R> batch,
            Function<R, ResponseTarget> targetOf) {
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
            pool.shutdownNow();
        }
        synchronized (this) {
            List<R> ordered = new ArrayList<>(finished);
            ordered.sort((a, b) -> Integer.compare(all.indexOf(targetOf.apply(a)), all.indexOf(targetOf.apply(b))));
            return Collections.unmodifiableList(ordered);
        }
    }

    private void compute(List<ResponseTarget> some, Batch<R> batch) {
        synchronized (this) {
            if (stopped) {
                return;
            }
        }
        double ofAll = (double) some.size() / targets;
        for (R result : batch.compute(some, share -> advance(share * ofAll))) {
            listener.onComputed(result);
            finish(result);
        }
    }

    private synchronized void finish(R result) {
        finished.add(result);
        listener.onFinished(result);
    }

    private synchronized boolean advance(double share) {
        work += share;
        if (!stopped) {
            FeatureProgress progress = new FeatureProgress(finished.size(), targets, Math.min(1, work));
            stopped = listener.onProgress(progress) == FeatureDecision.STOP;
        }
        return !stopped;
    }

    private synchronized void stop() {
        stopped = true;
    }

    private void await(Future<?> batch) {
        try {
            batch.get();
        } catch (InterruptedException interruption) {
            stop();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the batch was interrupted", interruption);
        } catch (ExecutionException failure) {
            stop();
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
