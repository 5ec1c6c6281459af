package org.tonotopy.worker.joblog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.joblog.JobLogs;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.temporary.TemporaryFiles;

/**
 * Keeps the logs of the attempts that this worker runs: their last lines are sent as they come, and the whole goes to the
 * object store when an attempt has ended. Whatever fails here is told in the worker's own log; the job does not notice.
 */
@Component
public class JobLogKeeper implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(JobLogKeeper.class);
    private static final String OBJECT_NAME = "log.txt";
    private static final long RETRY_SECONDS = 10;

    private final JobLogs logs;
    private final JobRepository jobs;
    private final ObjectStore store;
    private final LogHeader header;
    private final LogLines lines;
    private final Clock clock;
    private final long limitBytes;
    private final JobLogAppender appender;
    private final Map<Attempt, AttemptLog> open = new ConcurrentHashMap<>();
    private final Map<Attempt, AttemptLog> unstored = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "job-logs");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean stopping;

    JobLogKeeper(
            JobLogs logs,
            JobRepository jobs,
            ObjectStore store,
            LogHeader header,
            SecretMask mask,
            Clock clock,
            JobLogSettings settings) {
        this.logs = logs;
        this.jobs = jobs;
        this.store = store;
        this.header = header;
        this.lines = new LogLines(mask);
        this.clock = clock;
        this.limitBytes = settings.limit().toBytes();
        this.appender = new JobLogAppender(lines);
        appender.attach();
        long interval = settings.interval().toMillis();
        var unused = sender.scheduleWithFixedDelay(this::sendTails, interval, interval, TimeUnit.MILLISECONDS);
    }

    /** A log that is being kept; closing it stores the whole. */
    @FunctionalInterface
    public interface Kept extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins to keep what is logged with an attempt. Never fails.
     *
     * @return to be closed when the attempt has ended and its last line is logged
     */
    public Kept keep(Attempt attempt) {
        AttemptLog kept = new AttemptLog(spool(), limitBytes);
        say(kept, header.ofWorker());
        try {
            jobs.findById(attempt.jobId()).ifPresent(job -> say(kept, header.ofJob(job, attempt)));
        } catch (RuntimeException unknown) {
            log.warn("The log of job {} begins without a description of the job", attempt.jobId(), unknown);
        }
        open.put(attempt, kept);
        appender.open(attempt, kept);
        return () -> end(attempt, kept);
    }

    private void say(AttemptLog kept, List<String> texts) {
        texts.forEach(text -> kept.append(lines.of(clock.instant(), "INFO", "Worker", text)));
    }

    /** A file that has no name any more, so that it is gone whatever ends this process. */
    private static Optional<RandomAccessFile> spool() {
        try {
            Path path = TemporaryFiles.create("tonotopy-job-", ".log");
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            Files.delete(path);
            return Optional.of(file);
        } catch (IOException noRoom) {
            log.warn("No temporary file for the log of a job; only its last lines will be kept", noRoom);
            return Optional.empty();
        }
    }

    private void sendTails() {
        open.forEach((attempt, kept) -> kept.news().ifPresent(tail -> {
            // Told even where it fails: the next lines are the next try.
            kept.told(tail);
            try {
                if (!logs.keepTail(attempt, tail.text(), tail.lines(), tail.leftOut())) {
                    log.info("Attempt {} of job {} has ended: no lines sent", attempt.number(), attempt.jobId());
                }
            } catch (RuntimeException | OutOfMemoryError failure) {
                log.warn("The last lines of job {} could not be sent", attempt.jobId(), failure);
            }
        }));
    }

    /** A worker that is being stopped has interrupted this thread, which would break the store's files. */
    private void end(Attempt attempt, AttemptLog kept) {
        boolean interrupted = Thread.interrupted();
        try {
            open.remove(attempt);
            appender.close(attempt);
            if (stopping && appender.isIdle()) {
                appender.detach();
            }
            if (!stored(attempt, kept)) {
                tryAgainLater(attempt, kept);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tryAgainLater(Attempt attempt, AttemptLog kept) {
        unstored.put(attempt, kept);
        try {
            var unused = sender.schedule(() -> storeAtLast(attempt), RETRY_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException workerStops) {
            storeAtLast(attempt);
        }
    }

    private void storeAtLast(Attempt attempt) {
        AttemptLog kept = unstored.remove(attempt);
        if (kept != null && !stored(attempt, kept)) {
            log.error(
                    "The log of attempt {} of job {} is lost but for its last lines",
                    attempt.number(),
                    attempt.jobId());
            discard(kept);
        }
    }

    private boolean stored(Attempt attempt, AttemptLog kept) {
        ObjectKey key = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), OBJECT_NAME);
        try {
            StoredContent content = store.write(key, kept.whole(), Long.MAX_VALUE);
            if (!logs.complete(attempt, key, content, kept.lines(), kept.lost() > 0)) {
                log.info("Nobody wants the log of attempt {} of job {}", attempt.number(), attempt.jobId());
            }
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            log.warn("The log of attempt {} of job {} could not be stored", attempt.number(), attempt.jobId(), failure);
            return false;
        }
        discard(kept);
        return true;
    }

    private static void discard(AttemptLog kept) {
        try {
            kept.close();
        } catch (IOException failure) {
            log.warn("The temporary file of a log could not be closed", failure);
        }
    }

    /** Jobs that still run end their logs themselves, whichever of the two is stopped first. */
    @Override
    public void destroy() {
        stopping = true;
        sender.shutdownNow();
        Set.copyOf(unstored.keySet()).forEach(this::storeAtLast);
        if (appender.isIdle()) {
            appender.detach();
        }
    }
}
