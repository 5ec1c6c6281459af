package org.tonotopy.registry.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.dataset.Finding;
import org.tonotopy.registry.json.RegistryJson;

/**
 * Moves jobs from state to state. Every move is one transaction that locks the job's row, so moves of one job come one
 * after another; a worker's moves pass only with the number of the current attempt. Each appends to the job's events. A
 * dataset whose ingest job ends without an answer is rejected in the same transaction.
 */
public class JobLedger {
    private static final Logger log = LoggerFactory.getLogger(JobLedger.class);
    private static final String FOR_UPDATE = " for update";

    private final JobRepository jobs;
    private final JdbcClient database;
    private final SchedulerClient queue;
    private final Supplier<Stream<JobSuccessListener>> listeners;
    private final Clock clock;

    /**
     * A ledger.
     *
     * @param jobs the jobs
     * @param database takes part in Spring's transactions
     * @param queue takes part in Spring's transactions too, so that a job is never without its execution
     * @param listeners hear of every success, in its transaction
     * @param clock tells the time of events
     */
    public JobLedger(
            JobRepository jobs,
            JdbcClient database,
            SchedulerClient queue,
            Supplier<Stream<JobSuccessListener>> listeners,
            Clock clock) {
        this.jobs = jobs;
        this.database = database;
        this.queue = queue;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** Creates a job and queues it, both or neither. */
    @Transactional
    public Job submit(Job job) {
        Job saved = jobs.saveAndFlush(job);
        Instant now = clock.instant();
        queue.scheduleIfNotExists(
                JobTasks.of(saved.kind()).instance(saved.id().toString()).scheduledTo(now));
        append(saved.id(), 0, "queued", Map.of(), now);
        return saved;
    }

    /**
     * A worker takes a job.
     *
     * @return the new attempt, which supersedes any earlier one; empty where there is nothing to do any more, or the job
     *     was deleted
     */
    @Transactional
    public Optional<Attempt> begin(UUID jobId, String worker) {
        Optional<Locked> found = find(jobId, FOR_UPDATE);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Locked job = found.get();
        Instant now = clock.instant();
        if (job.state() == JobState.CANCELLING) {
            end(jobId, job.attempt(), JobState.CANCELLED, "cancelled", Optional.empty(), Map.of(), now);
            return Optional.empty();
        }
        if (job.state() != JobState.QUEUED && job.state() != JobState.RUNNING) {
            return Optional.empty();
        }
        if (job.state() == JobState.RUNNING) {
            closeAttempt(jobId, job.attempt(), "SUPERSEDED", now);
            // A worker that lost its database, not its life, takes its own job again: nobody was lost.
            append(jobId, job.attempt(), worker.equals(job.worker()) ? "queued" : "lost", Map.of(), now);
        }
        Attempt attempt = new Attempt(jobId, job.attempt() + 1);
        database.sql("update job set state = 'RUNNING', attempt = :attempt, worker = :worker, started_at = :now,"
                        + " last_progress_at = :now, progress = null where id = :id")
                .param("attempt", attempt.number())
                .param("worker", worker)
                .param("now", Timestamp.from(now))
                .param("id", jobId)
                .update();
        database.sql(
                        "insert into job_attempt (job_id, number, worker, started_at) values (:id, :number, :worker, :now)")
                .param("id", jobId)
                .param("number", attempt.number())
                .param("worker", worker)
                .param("now", Timestamp.from(now))
                .update();
        append(jobId, attempt.number(), "started", Map.of("worker", worker), now);
        return Optional.of(attempt);
    }

    /**
     * A worker says how far it is.
     *
     * @return whether it shall go on; false where somebody asked to cancel
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public boolean progress(Attempt attempt, JobProgress progress) {
        return advance(attempt, progress, () -> {});
    }

    /**
     * A worker keeps a part of its result and says how far it is, both or neither. What is kept stays, whatever becomes
     * of the attempt, so that the next one begins behind it.
     *
     * @param part writes rows in this transaction
     * @return whether it shall go on; false where somebody asked to cancel
     * @throws AttemptSupersededException if the attempt no longer holds the job; nothing is written
     */
    @Transactional
    public boolean advance(Attempt attempt, JobProgress progress, Runnable part) {
        Locked job = lockHeld(attempt);
        part.run();
        Instant now = clock.instant();
        database.sql("update job set progress = cast(:progress as jsonb), last_progress_at = :now where id = :id")
                .param("progress", RegistryJson.mapper().writeValueAsString(progress))
                .param("now", Timestamp.from(now))
                .param("id", attempt.jobId())
                .update();
        append(attempt.jobId(), attempt.number(), "progress", progress, now);
        return job.state() == JobState.RUNNING;
    }

    /**
     * Whether an attempt shall go on, without telling how far it is.
     *
     * @return false where somebody asked to cancel
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional(readOnly = true)
    public boolean goesOn(Attempt attempt) {
        return requireHeld(attempt, "").state() == JobState.RUNNING;
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
        end(
                attempt.jobId(),
                attempt.number(),
                JobState.SUCCEEDED,
                "succeeded",
                Optional.empty(),
                data,
                clock.instant());
        listeners.get().forEach(listener -> listener.succeeded(attempt.jobId()));
    }

    /**
     * A worker gives up.
     *
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public void fail(Attempt attempt, JobFailure failure) {
        lockHeld(attempt);
        end(
                attempt.jobId(),
                attempt.number(),
                JobState.FAILED,
                "failed",
                Optional.of(failure),
                failure,
                clock.instant());
    }

    /**
     * A worker stopped because somebody asked to cancel.
     *
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public void confirmCancel(Attempt attempt) {
        lockHeld(attempt);
        end(
                attempt.jobId(),
                attempt.number(),
                JobState.CANCELLED,
                "cancelled",
                Optional.empty(),
                Map.of(),
                clock.instant());
    }

    /**
     * A worker that must stop puts its job down, for any worker to begin again.
     *
     * @throws AttemptSupersededException if the attempt no longer holds the job
     */
    @Transactional
    public void handBack(Attempt attempt) {
        Locked job = lockHeld(attempt);
        Instant now = clock.instant();
        if (job.state() == JobState.CANCELLING) {
            end(attempt.jobId(), attempt.number(), JobState.CANCELLED, "cancelled", Optional.empty(), Map.of(), now);
            return;
        }
        database.sql("update job set state = 'QUEUED', worker = null, progress = null, last_progress_at = :now"
                        + " where id = :id")
                .param("now", Timestamp.from(now))
                .param("id", attempt.jobId())
                .update();
        closeAttempt(attempt.jobId(), attempt.number(), "SUPERSEDED", now);
        append(attempt.jobId(), attempt.number(), "queued", Map.of(), now);
    }

    /** How many workers vanished while they held the job. */
    @Transactional(readOnly = true)
    public int losses(UUID jobId) {
        return database.sql("select count(*) from job_event where job_id = :id and type = 'lost'")
                .param("id", jobId)
                .query(Integer.class)
                .single();
    }

    /**
     * Somebody asks to cancel: at once where the job is queued, within one epoch where it runs, not at all where it has
     * ended.
     *
     * @return the state after the request
     */
    @Transactional
    public JobState cancel(UUID jobId, String by) {
        Locked job = lock(jobId);
        Instant now = clock.instant();
        switch (job.state()) {
            case QUEUED, PAUSED -> {
                withdraw(job.kind(), jobId);
                end(jobId, job.attempt(), JobState.CANCELLED, "cancelled", Optional.empty(), Map.of("by", by), now);
                return JobState.CANCELLED;
            }
            case RUNNING, PAUSING -> {
                database.sql("update job set state = 'CANCELLING' where id = :id")
                        .param("id", jobId)
                        .update();
                append(jobId, job.attempt(), "cancelling", Map.of("by", by), now);
                return JobState.CANCELLING;
            }
            default -> {
                return job.state();
            }
        }
    }

    /** Takes a job that waits out of the queue; the caller's transaction holds its row and ends it or deletes it. */
    @Transactional
    public void withdraw(JobKind kind, UUID jobId) {
        try {
            queue.cancel(JobTasks.execution(kind, jobId));
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException alreadyTaken) {
            // A worker has picked it and will find, when it begins, that there is nothing left to do.
            log.debug("The execution of job {} is taken already", jobId, alreadyTaken);
        }
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

    private record Locked(
            JobKind kind,
            JobState state,
            int attempt,
            @Nullable String worker) {}

    private Locked lock(UUID jobId) {
        return find(jobId, FOR_UPDATE).orElseThrow();
    }

    private Optional<Locked> find(UUID jobId, String how) {
        return database.sql("select kind, state, attempt, worker from job where id = :id" + how)
                .param("id", jobId)
                .query((row, number) -> new Locked(
                        JobKind.valueOf(row.getString("kind")),
                        JobState.valueOf(row.getString("state")),
                        row.getInt("attempt"),
                        row.getString("worker")))
                .optional();
    }

    private Locked lockHeld(Attempt attempt) {
        return requireHeld(attempt, FOR_UPDATE);
    }

    /** A job that was deleted is held by nobody. */
    private Locked requireHeld(Attempt attempt, String how) {
        return find(attempt.jobId(), how)
                .filter(job -> job.attempt() == attempt.number())
                .filter(job -> job.state() == JobState.RUNNING || job.state() == JobState.CANCELLING)
                .orElseThrow(() -> new AttemptSupersededException(attempt));
    }

    private void end(
            UUID jobId,
            int attempt,
            JobState state,
            String event,
            Optional<JobFailure> failure,
            Object data,
            Instant now) {
        database.sql("update job set state = :state, finished_at = :now, last_progress_at = :now,"
                        + " failure_kind = :kind, failure_message = :message where id = :id")
                .param("state", state.name())
                .param("now", Timestamp.from(now))
                .param("kind", failure.map(f -> f.kind().name()).orElse(null))
                .param("message", failure.map(JobFailure::message).orElse(null))
                .param("id", jobId)
                .update();
        if (state != JobState.FAILED) {
            database.sql("delete from job_checkpoint where job_id = :id")
                    .param("id", jobId)
                    .update();
        }
        closeAttempt(jobId, attempt, state.name(), now);
        append(jobId, attempt, event, data, now);
        if (state != JobState.SUCCEEDED) {
            leaveNoDatasetWaiting(jobId, failure.map(JobFailure::message).orElse("The ingest job was cancelled."), now);
        }
    }

    /** Nothing else would ever move a dataset on whose ingest job ended without an answer. */
    private void leaveNoDatasetWaiting(UUID jobId, String why, Instant now) {
        jobs.findById(jobId)
                .filter(job -> job.kind() == JobKind.INGEST)
                .flatMap(Job::dataset)
                .filter(dataset -> dataset.state() == DatasetState.VALIDATING)
                .ifPresent(dataset -> dataset.reject(
                        List.of(new Finding(
                                "The recording was not validated. " + why,
                                "the ingest job " + jobId,
                                "Ask for the dataset again; its file need not be sent again.")),
                        now));
    }

    private void closeAttempt(UUID jobId, int attempt, String outcome, Instant now) {
        database.sql("update job_attempt set finished_at = :now, outcome = :outcome"
                        + " where job_id = :id and number = :number and finished_at is null")
                .param("now", Timestamp.from(now))
                .param("outcome", outcome)
                .param("id", jobId)
                .param("number", attempt)
                .update();
    }

    /** The caller holds the job's row lock, so that sequence numbers have no gaps. */
    private void append(UUID jobId, int attempt, String type, Object data, Instant now) {
        database.sql("with numbered as (update job set last_event = last_event + 1 where id = :id returning last_event)"
                        + " insert into job_event (job_id, sequence, at, attempt, type, data)"
                        + " select :id, last_event, :now, :attempt, :type, cast(:data as jsonb) from numbered")
                .param("id", jobId)
                .param("now", Timestamp.from(now))
                .param("attempt", attempt)
                .param("type", type)
                .param("data", RegistryJson.mapper().writeValueAsString(data))
                .update();
    }
}
