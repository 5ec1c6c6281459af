package org.tonotopy.registry.job;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.job.JobRows.Setbacks;
import org.tonotopy.registry.job.JobRows.Standing;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.worker.WorkerLife;

/**
 * Moves jobs from state to state. Every move is one transaction that locks the job's row, so moves of one job come one
 * after another; a worker's moves pass only with the number of the current attempt. Each appends to the job's events. A
 * dataset whose ingest job ends without an answer is rejected in the same transaction.
 */
public class JobLedger {
    private final JobRepository jobs;
    private final JdbcClient database;
    private final JobRows rows;
    private final RetryPolicy retries;
    private final Supplier<Stream<JobSuccessListener>> listeners;

    /**
     * A ledger.
     *
     * @param jobs the jobs
     * @param database takes part in Spring's transactions
     * @param retries how often and when a job is tried again
     * @param listeners hear of every success, in its transaction
     * @param clock tells the time of events
     */
    public JobLedger(
            JobRepository jobs,
            JdbcClient database,
            RetryPolicy retries,
            Supplier<Stream<JobSuccessListener>> listeners,
            Clock clock) {
        this.jobs = jobs;
        this.database = database;
        this.rows = new JobRows(jobs, database, clock);
        this.retries = retries;
        this.listeners = listeners;
    }

    /** Creates a job that waits to be admitted to the workers. */
    @Transactional
    public Job submit(Job job) {
        Job saved = jobs.saveAndFlush(job);
        rows.append(saved.id(), 0, "queued");
        return saved;
    }

    /**
     * A worker takes a job that was admitted to it. An execution of an earlier admission is worth nothing: the job was put down since,
     * and may be in other hands.
     *
     * @param admission number of the admission that the execution is of
     * @return as {@link #begin}
     */
    @Transactional
    public Optional<Attempt> beginAdmitted(UUID jobId, long admission, WorkerLife worker) {
        return rows.lock(jobId)
                .filter(job -> job.admission().equals(Optional.of(admission)))
                .flatMap(job -> begin(jobId, worker));
    }

    /**
     * A worker takes a job.
     *
     * @return the new attempt, which supersedes any earlier one; empty where there is nothing to do any more, or the job
     *     was deleted
     */
    @Transactional
    public Optional<Attempt> begin(UUID jobId, WorkerLife worker) {
        Optional<Standing> found = rows.lock(jobId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Standing job = found.get();
        boolean held = job.state() == JobState.RUNNING;
        if (held && !worker.id().equals(job.workerId())) {
            lose(job, Loss.TAKEN_AWAY, "Another worker took it over.");
            return begin(jobId, worker);
        }
        if (!held && job.state() != JobState.QUEUED) {
            return Optional.empty();
        }
        if (held) {
            // A worker that lost its database, not its life, takes its own job again: nobody was lost.
            rows.closeAttempt(jobId, job.attempt(), "SUPERSEDED");
            rows.append(jobId, job.attempt(), "queued");
        }
        Attempt attempt = new Attempt(jobId, job.attempt() + 1);
        rows.open(attempt, worker);
        rows.append(jobId, attempt.number(), "started", Map.of("worker", worker.name()));
        return Optional.of(attempt);
    }

    /**
     * A worker says how far it is.
     *
     * @return what it shall do next
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public Direction progress(Attempt attempt, JobProgress progress) {
        Standing job = lockHeld(attempt);
        rows.tell(attempt, progress);
        return direction(job);
    }

    /**
     * A worker keeps a part of its result and says how far it is, both or neither. What is kept stays, whatever becomes
     * of the attempt, so that the next one begins behind it.
     *
     * @param part writes rows in this transaction
     * @return what the worker shall do next
     * @throws AttemptSupersededException if the attempt no longer holds the job; nothing is written
     */
    @Transactional
    public Direction advance(Attempt attempt, JobProgress progress, Runnable part) {
        Standing job = lockHeld(attempt);
        part.run();
        rows.forgetSetbacks(attempt.jobId());
        rows.tell(attempt, progress);
        return direction(job);
    }

    /**
     * An attempt waits for room or a thread on its worker. It has nothing new to tell, and does not stand still either.
     *
     * @return what it shall do next
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public Direction waits(Attempt attempt) {
        Standing job = requireHeld(attempt, rows.read(attempt.jobId()));
        rows.waits(attempt);
        return direction(job);
    }

    private static Direction direction(Standing job) {
        return switch (job.state()) {
            case CANCELLING -> Direction.CANCEL;
            case PAUSING -> Direction.PAUSE;
            default -> Direction.GO_ON;
        };
    }

    /**
     * A worker writes its result and the job succeeds, both or neither.
     *
     * @param result writes rows in this transaction; what it returns becomes the event's data
     * @throws AttemptSupersededException if the attempt no longer holds the job; nothing is written
     */
    @Transactional
    public void succeed(Attempt attempt, Supplier<Map<String, ?>> result) {
        lockHeld(attempt);
        Map<String, ?> data = result.get();
        rows.charge(attempt.jobId());
        rows.end(attempt.jobId(), attempt.number(), JobState.SUCCEEDED, "succeeded", Optional.empty(), data);
        listeners.get().forEach(listener -> listener.succeeded(attempt.jobId()));
    }

    /**
     * A worker gives up for good.
     *
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public void fail(Attempt attempt, JobFailure failure) {
        fail(lockHeld(attempt), failure);
    }

    private void fail(Standing job, JobFailure failure) {
        if (!failure.kind().passes() && failure.kind() != FailureKind.INTERNAL) {
            rows.charge(job.id());
        }
        rows.end(job.id(), job.attempt(), JobState.FAILED, "failed", Optional.of(failure), failure);
    }

    /**
     * A worker gives up for now: the job is tried again after a while, unless that was done too often.
     *
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public void failForNow(Attempt attempt, JobFailure failure) {
        Standing job = lockHeld(attempt);
        if (job.state() != JobState.RUNNING) {
            pause(job, "FAILED");
            return;
        }
        Setbacks setbacks = job.setbacks().withOneMoreFailure();
        int failures = setbacks.failures();
        if (failures > retries.most()) {
            fail(job, failure);
            return;
        }
        Duration delay = retries.delayAfter(failures + 1);
        rows.closeAttempt(job.id(), job.attempt(), "FAILED");
        rows.putDown(job.id(), JobState.QUEUED, setbacks, delay);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", failure.kind());
        data.put("message", failure.message());
        data.put("retry", failures);
        data.put("retries", retries.most());
        data.put("delay", delay);
        rows.append(job.id(), job.attempt(), "retrying", data);
    }

    /**
     * A worker stopped because somebody asked to cancel.
     *
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public void confirmCancel(Attempt attempt) {
        lockHeld(attempt);
        rows.end(attempt.jobId(), attempt.number(), JobState.CANCELLED, "cancelled", Optional.empty(), Map.of());
    }

    /**
     * A worker stopped because somebody asked to pause, and has kept what it had.
     *
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public void confirmPause(Attempt attempt) {
        Standing job = lockHeld(attempt);
        rows.charge(job.id());
        pause(job, "PAUSED");
    }

    /**
     * A worker stopped at the end of a rung, where the fit has to wait for the others of its sweep, and has kept what it had.
     * Whether it goes on, the rungs of the sweep say.
     *
     * @param validationScore the best up to here; empty where it is undefined
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public void park(Attempt attempt, Optional<Double> validationScore) {
        Standing job = lockHeld(attempt);
        rows.charge(job.id());
        pause(job, "PAUSED");
        // Somebody who asked to pause it meanwhile wants it to stay so, whatever becomes of the rung.
        if (job.state() == JobState.RUNNING) {
            rows.park(attempt.jobId(), validationScore);
        }
    }

    private void pause(Standing job, String outcome) {
        if (job.state() == JobState.CANCELLING) {
            rows.end(job.id(), job.attempt(), JobState.CANCELLED, "cancelled", Optional.empty(), Map.of());
            return;
        }
        rows.closeAttempt(job.id(), job.attempt(), outcome);
        rows.putDown(job.id(), JobState.PAUSED, job.setbacks(), Duration.ZERO);
        rows.append(job.id(), job.attempt(), "paused");
    }

    /**
     * A worker that must stop puts its job down, for any worker to go on with.
     *
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public void handBack(Attempt attempt) {
        Standing job = lockHeld(attempt);
        if (job.state() != JobState.RUNNING) {
            pause(job, "PAUSED");
            return;
        }
        rows.charge(job.id());
        rows.closeAttempt(job.id(), job.attempt(), "HANDED_BACK");
        rows.putDown(job.id(), JobState.QUEUED, job.setbacks(), Duration.ZERO);
        rows.append(job.id(), job.attempt(), "handed_back");
    }

    /**
     * The worker of a job is gone, or does nothing any more. The job waits again, unless that happened too often; where
     * somebody had asked to pause or to cancel it, that is done.
     *
     * @param seen the attempt that was found so; nothing happens where it has ended meanwhile
     * @param why in a sentence
     */
    @Transactional
    public void lose(Attempt seen, Loss loss, String why) {
        rows.lock(seen.jobId())
                .filter(job -> job.attempt() == seen.number())
                .filter(job -> job.state().isHeld())
                .ifPresent(job -> lose(job, loss, why));
    }

    private void lose(Standing job, Loss loss, String why) {
        rows.append(
                job.id(), job.attempt(), loss.event(), Map.of("worker", Optional.ofNullable(job.worker()), "why", why));
        if (job.state() != JobState.RUNNING) {
            pause(job, loss.outcome());
            return;
        }
        Setbacks setbacks = job.setbacks().withOneMoreLoss();
        int losses = setbacks.losses();
        if (isGivenUp(job, losses, loss)) {
            rows.end(
                    job.id(),
                    job.attempt(),
                    JobState.FAILED,
                    "failed",
                    Optional.of(tooManyLosses(losses)),
                    tooManyLosses(losses));
            return;
        }
        rows.closeAttempt(job.id(), job.attempt(), loss.outcome());
        rows.putDown(job.id(), JobState.QUEUED, setbacks, retries.delayAfter(losses));
        rows.append(job.id(), job.attempt(), "queued");
    }

    /** Workers that vanish without the job speak for it: each of them is one more that it may lose. */
    private boolean isGivenUp(Standing job, int losses, Loss loss) {
        if (losses <= retries.most()) {
            return false;
        }
        return loss == Loss.STALLED || losses > retries.mostLosses(rows.harmlessLosses(job));
    }

    private static JobFailure tooManyLosses(int losses) {
        return new JobFailure(
                FailureKind.WORKER_LOST,
                losses + " workers vanished or stood still while they ran this job, and it kept nothing in between: see"
                        + " what they had in common, memory first.");
    }

    /**
     * Somebody asks to cancel: at once where nobody holds the job, within one epoch where it runs, not at all where it
     * has ended.
     *
     * @return the state after the request
     */
    @Transactional
    public JobState cancel(UUID jobId, String by) {
        Standing job = rows.lock(jobId).orElseThrow();
        switch (job.state()) {
            case QUEUED, PAUSED -> {
                rows.withdraw(jobId);
                rows.end(jobId, job.attempt(), JobState.CANCELLED, "cancelled", Optional.empty(), Map.of("by", by));
                return JobState.CANCELLED;
            }
            case RUNNING, PAUSING -> {
                rows.move(jobId, JobState.CANCELLING);
                rows.append(jobId, job.attempt(), "cancelling", Map.of("by", by));
                return JobState.CANCELLING;
            }
            default -> {
                return job.state();
            }
        }
    }

    /**
     * Somebody asks to pause: at once where the job is queued, within one epoch where it runs, not at all where it has
     * ended or is being cancelled.
     *
     * @return the state after the request
     */
    @Transactional
    public JobState pause(UUID jobId, String by) {
        Standing job = rows.lock(jobId).orElseThrow();
        switch (job.state()) {
            case QUEUED -> {
                rows.withdraw(jobId);
                rows.putDown(jobId, JobState.PAUSED, job.setbacks(), Duration.ZERO);
                rows.append(jobId, job.attempt(), "paused", Map.of("by", by));
                return JobState.PAUSED;
            }
            case RUNNING -> {
                rows.move(jobId, JobState.PAUSING);
                rows.append(jobId, job.attempt(), "pausing", Map.of("by", by));
                return JobState.PAUSING;
            }
            default -> {
                return job.state();
            }
        }
    }

    /**
     * Somebody asks to resume: a paused job waits again and goes on from what it has kept; a pause that has not come
     * about is called off.
     *
     * @return the state after the request
     */
    @Transactional
    public JobState resume(UUID jobId, String by) {
        Standing job = rows.lock(jobId).orElseThrow();
        switch (job.state()) {
            case PAUSED -> {
                rows.putDown(jobId, JobState.QUEUED, Setbacks.NONE, Duration.ZERO);
                rows.append(jobId, job.attempt(), "resumed", Map.of("by", by));
                return JobState.QUEUED;
            }
            case PAUSING -> {
                rows.move(jobId, JobState.RUNNING);
                rows.append(jobId, job.attempt(), "resumed", Map.of("by", by));
                return JobState.RUNNING;
            }
            default -> {
                return job.state();
            }
        }
    }

    /**
     * Somebody asks to try a job again that failed or was cancelled. It goes on from what it has kept. An ingest job is not tried
     * again: its dataset was rejected with it, and is to be asked for anew.
     *
     * @return the state after the request
     */
    @Transactional
    public JobState retry(UUID jobId, String by) {
        Standing job = rows.lock(jobId).orElseThrow();
        boolean ended = job.state() == JobState.FAILED || job.state() == JobState.CANCELLED;
        if (!ended || job.kind() == JobKind.INGEST) {
            return job.state();
        }
        rows.putDown(jobId, JobState.QUEUED, Setbacks.NONE, Duration.ZERO);
        rows.joinRung(jobId);
        rows.append(jobId, job.attempt(), "retried", Map.of("by", by));
        return JobState.QUEUED;
    }

    /** Takes a job that waits out of the queue; the caller's transaction holds its row and deletes it. */
    @Transactional
    public void withdraw(UUID jobId) {
        rows.withdraw(jobId);
    }

    /**
     * What happened to a job.
     *
     * @param after the sequence number after which to begin; 0: from the first
     * @param limit events at most
     */
    @Transactional(readOnly = true)
    public List<JobEvent> events(UUID jobId, int after, int limit) {
        return database.sql("select sequence, at, attempt, type, data from job_event"
                        + " where job_id = :id and sequence > :after order by sequence limit :limit")
                .param("id", jobId)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new JobEvent(
                        row.getInt("sequence"),
                        row.getTimestamp("at").toInstant(),
                        row.getInt("attempt"),
                        row.getString("type"),
                        RegistryJson.mapper().readTree(row.getString("data"))))
                .list();
    }

    private Standing lockHeld(Attempt attempt) {
        return requireHeld(attempt, rows.lock(attempt.jobId()));
    }

    /** A job that was deleted is held by nobody. */
    private static Standing requireHeld(Attempt attempt, Optional<Standing> found) {
        return found.filter(job -> job.attempt() == attempt.number())
                .filter(job -> job.state().isHeld())
                .orElseThrow(() -> new AttemptSupersededException(attempt));
    }
}
