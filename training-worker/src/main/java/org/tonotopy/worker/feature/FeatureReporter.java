package org.tonotopy.worker.feature;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.tonotopy.registry.job.FeatureProgress;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.WorkerStoppingException;

/**
 * Tells the ledger how a feature job comes along, and ends it where somebody wants it ended. Finished features are told
 * with the feature itself; in between at most two a second. Called by one thread at a time.
 */
final class FeatureReporter {
    private static final long REPORT_NANOS = Duration.ofMillis(500).toNanos();

    private final JobLedger ledger;
    private final Assignment assignment;
    private final int total;
    private final LongSupplier nanoTime;

    private int done;
    private double share;
    private long lastReport;

    /**
     * A reporter of one attempt.
     *
     * @param done features that are stored already
     * @param total features asked for
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    FeatureReporter(JobLedger ledger, Assignment assignment, int done, int total, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.assignment = assignment;
        this.done = done;
        this.total = total;
        this.nanoTime = nanoTime;
    }

    /** See {@link Assignment#requireGoOn}. */
    void requireGoOn() {
        assignment.requireGoOn(ledger);
    }

    /**
     * Says what the worker begins to do.
     *
     * @throws org.tonotopy.worker.queue.JobCancelledException if somebody asked to cancel
     * @throws WorkerStoppingException if the worker has been told to stop
     */
    void enter(String phase) {
        tell(phase, Optional.empty());
    }

    /**
     * Says how far the work of this attempt is, if it was not said just now.
     *
     * @param now share of it, from 0 to 1
     * @throws org.tonotopy.worker.queue.JobCancelledException if somebody asked to cancel
     * @throws WorkerStoppingException if the worker has been told to stop
     */
    void advance(double now) {
        share = now;
        if (assignment.workerStops().getAsBoolean()) {
            throw new WorkerStoppingException();
        }
        if (nanoTime.getAsLong() - lastReport >= REPORT_NANOS) {
            tell("computing", Optional.empty());
        }
    }

    /**
     * A feature is finished.
     *
     * @param row writes it, in the transaction that tells of it
     * @throws org.tonotopy.worker.queue.JobCancelledException if somebody asked to cancel; the feature is kept
     * @throws WorkerStoppingException if the worker has been told to stop; the feature is kept
     */
    void finish(Runnable row) {
        done++;
        tell("computing", Optional.of(row));
    }

    private void tell(String phase, Optional<Runnable> row) {
        lastReport = nanoTime.getAsLong();
        double whole = total > 0 && done == total ? 1 : share;
        FeatureProgress progress = new FeatureProgress(phase, done, total, whole);
        Assignment.follow(
                row.isPresent()
                        ? ledger.advance(assignment.attempt(), progress, row.get())
                        : ledger.progress(assignment.attempt(), progress));
        if (assignment.workerStops().getAsBoolean()) {
            throw new WorkerStoppingException();
        }
    }
}
