package org.tonotopy.worker.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.WorkerStoppingException;

/** Runs the independent parts of a job beside each other, each on one thread of the budget. */
public final class SideBySide {
    private final ThreadBudget budget;
    private final Runnable whileWaiting;

    /**
     * @param budget that all jobs of the worker share
     * @param whileWaiting called by parts that wait for a thread; what it throws ends the job
     */
    public SideBySide(ThreadBudget budget, Runnable whileWaiting) {
        this.budget = budget;
        this.whileWaiting = whileWaiting;
    }

    /** A part of a job. */
    @FunctionalInterface
    public interface Part<T> {
        /**
         * Does the part.
         *
         * @param abandoned whether another part failed, so that nobody will look at what this one gives
         * @throws JobFailedException where the reason is known
         */
        T run(BooleanSupplier abandoned) throws JobFailedException;
    }

    /**
     * Runs parts. The first that throws ends all: those that run are told, those that have not begun never do.
     *
     * @param parts in the order in which they begin
     * @return what they gave, in the order of the parts
     * @throws JobFailedException what the first failing part threw
     */
    public <T> List<T> run(List<Part<T>> parts) throws JobFailedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(parts.size(), budget.threads()),
                work -> new Thread(work, Thread.currentThread().getName() + "-part"));
        List<Future<Optional<T>>> running = new ArrayList<>();
        try {
            Map<String, String> context =
                    Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
            for (Part<T> part : parts) {
                running.add(threads.submit(() -> {
                    MDC.setContextMap(context);
                    return run(part, failure);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<Optional<T>> part : running) {
                await(part, failure).ifPresent(results::add);
            }
            rethrow(failure.get());
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private <T> Optional<T> run(Part<T> part, AtomicReference<Throwable> failure) {
        if (failure.get() != null) {
            return Optional.empty();
        }
        try (var share = budget.take(1, whileWaiting)) {
            return Optional.of(part.run(() -> failure.get() != null));
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
            return Optional.empty();
        }
    }

    /** An interrupted job leaves no part behind: they are told, and end with their epoch. */
    private static <T> Optional<T> await(Future<Optional<T>> part, AtomicReference<Throwable> failure) {
        boolean interrupted = false;
        while (true) {
            try {
                Optional<T> result = part.get();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return result;
            } catch (InterruptedException interruption) {
                interrupted = true;
                failure.compareAndSet(null, new WorkerStoppingException());
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible.getCause());
            }
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws JobFailedException {
        if (failure instanceof JobFailedException known) {
            throw known;
        }
        if (failure instanceof RuntimeException unforeseen) {
            throw unforeseen;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
