package org.tonotopy.worker.fit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tonotopy.encoding.fitting.EpochRecord;
import org.tonotopy.encoding.fitting.FitCheckpoint;
import org.tonotopy.encoding.fitting.FitDecision;
import org.tonotopy.encoding.fitting.FitListener;
import org.tonotopy.registry.job.FitProgress;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.WorkerStoppingException;

/**
 * Tells the ledger how a fit comes along and stops the fit where somebody wants it stopped. The first epoch is told at
 * once; after it at most two a second, so that a fit of a thousand fast epochs does not write a thousand events. Every
 * epoch is in the learning curve all the same. Of a job that fits several networks, which may call side by side, it tells how
 * many are done.
 */
final class FitProgressReporter implements FitListener {
    private static final Logger log = LoggerFactory.getLogger(FitProgressReporter.class);
    private static final long REPORT_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LOG_NANOS = Duration.ofSeconds(10).toNanos();

    private final JobLedger ledger;
    private final Assignment assignment;
    private final int maxEpochs;
    private final LongSupplier nanoTime;
    private final Runnable epochEnded;

    private Optional<EpochRecord> last = Optional.empty();
    private Optional<EpochRecord> best = Optional.empty();
    private long lastReport;
    private long lastLog;
    private int lastLoggedEpoch;
    private int networks = 1;
    private int networksDone;
    private boolean epochTold;
    private int resumedEpoch;

    /**
     * A reporter for one job.
     *
     * @param maxEpochs epochs at most; 0 where the fit has none
     * @param nanoTime a clock like {@link System#nanoTime()}
     * @param epochEnded called after every epoch of every network
     */
    FitProgressReporter(
            JobLedger ledger, Assignment assignment, int maxEpochs, LongSupplier nanoTime, Runnable epochEnded) {
        this.ledger = ledger;
        this.assignment = assignment;
        this.maxEpochs = maxEpochs;
        this.nanoTime = nanoTime;
        this.epochEnded = epochEnded;
        this.lastLog = nanoTime.getAsLong();
    }

    /** Says how many networks the job fits. */
    synchronized void expect(int count) {
        networks = count;
    }

    /** Says that one of them is fitted. */
    synchronized void networkDone() {
        networksDone++;
    }

    /** See {@link Assignment#requireGoOn}. */
    void requireGoOn() {
        assignment.requireGoOn(ledger);
    }

    /**
     * Says what the worker begins to do.
     *
     * @throws org.tonotopy.worker.queue.JobCancelledException if somebody asked to cancel
     * @throws org.tonotopy.worker.queue.JobPausedException if somebody asked to pause
     * @throws WorkerStoppingException if the worker has been told to stop
     */
    synchronized void enter(String phase) {
        if (assignment.workerStops().getAsBoolean()) {
            throw new WorkerStoppingException();
        }
        report(phase);
    }

    /** Tells of the checkpoint that the only network of a job goes on from; those of many go on from one each. */
    @Override
    public synchronized void onResume(List<EpochRecord> curve) {
        if (networks == 1) {
            curve.forEach(this::remember);
            resumedEpoch = curve.size();
            lastLoggedEpoch = curve.size();
            report("fitting");
        }
    }

    /** The best validation score of the only network of a job, so far; empty where it is undefined. */
    synchronized Optional<Double> bestScore() {
        return best.map(EpochRecord::validationScore).filter(Double::isFinite);
    }

    private void remember(EpochRecord epoch) {
        last = Optional.of(epoch);
        if (best.isEmpty() || epoch.validationScore() > best.get().validationScore()) {
            best = Optional.of(epoch);
        }
    }

    /**
     * Tells how far the fit is together with a row that is to be kept, both or neither. Whether it shall go on is asked with
     * the next epoch.
     *
     * @throws org.tonotopy.registry.job.AttemptSupersededException if another attempt holds the job; nothing is written
     */
    synchronized void keep(Runnable row) {
        ledger.advance(assignment.attempt(), progress("fitting"), row);
    }

    @Override
    public synchronized FitDecision onEpoch(EpochRecord epoch, FitCheckpoint checkpoint) {
        epochEnded.run();
        boolean first = !epochTold;
        epochTold = true;
        long now = nanoTime.getAsLong();
        if (networks == 1) {
            remember(epoch);
            logRate(epoch, now);
        }
        if (assignment.workerStops().getAsBoolean()) {
            throw new WorkerStoppingException();
        }
        if (first || now - lastReport >= REPORT_NANOS) {
            report("fitting");
        }
        return FitDecision.CONTINUE;
    }

    private void report(String phase) {
        lastReport = nanoTime.getAsLong();
        Assignment.follow(ledger.progress(assignment.attempt(), progress(phase)));
    }

    private FitProgress progress(String phase) {
        return new FitProgress(
                phase,
                last.map(EpochRecord::epoch).orElse(0),
                networks == 1 ? maxEpochs : 0,
                last.map(EpochRecord::trainLoss).filter(Double::isFinite),
                last.map(EpochRecord::validationScore).filter(Double::isFinite),
                best.map(EpochRecord::epoch).orElse(0),
                networks,
                networksDone,
                resumedEpoch);
    }

    /** A start whose compiled code came out slow is seen here first. */
    private void logRate(EpochRecord epoch, long now) {
        if (now - lastLog >= LOG_NANOS) {
            log.info(
                    "Epoch {} of at most {}: {} epochs/s, validation score {}",
                    epoch.epoch(),
                    maxEpochs,
                    String.format("%.2f", (epoch.epoch() - lastLoggedEpoch) * 1e9 / (now - lastLog)),
                    String.format("%.4f", epoch.validationScore()));
            lastLog = now;
            lastLoggedEpoch = epoch.epoch();
        }
    }
}
