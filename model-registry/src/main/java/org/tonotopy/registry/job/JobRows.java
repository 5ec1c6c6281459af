package org.tonotopy.registry.job;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.dataset.Finding;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.worker.WorkerLife;

/** Single writes to the rows of a job, each in a transaction of the caller that holds the job's row. */
final class JobRows {
    /** After this time, used time of workers counts half. */
    private static final Duration HALF_LIFE = Duration.ofHours(1);

    private final JobRepository jobs;
    private final JdbcClient database;
    private final Clock clock;

    JobRows(JobRepository jobs, JdbcClient database, Clock clock) {
        this.jobs = jobs;
        this.database = database;
        this.clock = clock;
    }

    /** A job as it stands. */
    record Standing(
            UUID id,
            JobKind kind,
            JobState state,
            int attempt,
            Setbacks setbacks,
            Optional<Long> admission,
            @Nullable UUID workerId,
            @Nullable String worker) {}

    /**
     * What befell a job since it last kept anything.
     *
     * @param losses attempts whose workers vanished or stood still
     * @param failures attempts that ended by a failure that may pass
     */
    record Setbacks(int losses, int failures) {
        static final Setbacks NONE = new Setbacks(0, 0);

        Setbacks withOneMoreLoss() {
            return new Setbacks(losses + 1, failures);
        }

        Setbacks withOneMoreFailure() {
            return new Setbacks(losses, failures + 1);
        }
    }

    /** Locks the job until the transaction ends; empty where it was deleted. */
    Optional<Standing> lock(UUID jobId) {
        return find(jobId, " for update");
    }

    Optional<Standing> read(UUID jobId) {
        return find(jobId, "");
    }

    private Optional<Standing> find(UUID jobId, String how) {
        return database.sql(
                        "select kind, state, attempt, losses, failures, coalesce(admission, begun_admission) as admission,"
                                + " worker_id, worker from job where id = :id" + how)
                .param("id", jobId)
                .query((row, number) -> new Standing(
                        jobId,
                        JobKind.valueOf(row.getString("kind")),
                        JobState.valueOf(row.getString("state")),
                        row.getInt("attempt"),
                        new Setbacks(row.getInt("losses"), row.getInt("failures")),
                        Optional.ofNullable(row.getObject("admission", Long.class)),
                        row.getObject("worker_id", UUID.class),
                        row.getString("worker")))
                .optional();
    }

    void move(UUID jobId, JobState state) {
        database.sql("update job set state = :state where id = :id")
                .param("state", state.name())
                .param("id", jobId)
                .update();
    }

    void open(Attempt attempt, WorkerLife worker) {
        database.sql("update job set state = 'RUNNING', attempt = :attempt, worker = :worker, worker_id = :workerId,"
                        + " started_at = clock_timestamp(), last_progress_at = now(), progress = null,"
                        + " begun_admission = admission, admission = null,"
                        + " admission_lane = null, not_before = null where id = :id")
                .param("attempt", attempt.number())
                .param("worker", worker.name())
                .param("workerId", worker.id())
                .param("id", attempt.jobId())
                .update();
        database.sql("insert into job_attempt (job_id, number, worker, worker_id, started_at)"
                        + " values (:id, :number, :worker, :workerId, clock_timestamp())")
                .param("id", attempt.jobId())
                .param("number", attempt.number())
                .param("worker", worker.name())
                .param("workerId", worker.id())
                .update();
    }

    void tell(Attempt attempt, JobProgress progress) {
        Optional<Double> score = progress instanceof FitProgress fit ? fit.validationScore() : Optional.empty();
        database.sql(
                        "update job set progress = cast(:progress as jsonb), last_progress_at = now(),"
                                + " validation_score = greatest(validation_score, cast(:score as double precision)) where id = :id")
                .param("progress", RegistryJson.mapper().writeValueAsString(progress))
                .param("score", score.orElse(null))
                .param("id", attempt.jobId())
                .update();
        append(attempt.jobId(), attempt.number(), "progress", progress);
    }

    /** Seldom enough to cost nothing, and often enough for any limit. */
    void waits(Attempt attempt) {
        database.sql("update job set last_progress_at = now() where id = :id and attempt = :attempt"
                        + " and state in ('RUNNING', 'PAUSING', 'CANCELLING')"
                        + " and last_progress_at < now() - interval '20 seconds'")
                .param("id", attempt.jobId())
                .param("attempt", attempt.number())
                .update();
    }

    /** Something was kept, so whatever befell the job before has been overcome. */
    void forgetSetbacks(UUID jobId) {
        database.sql("update job set losses = 0, failures = 0 where id = :id and (losses > 0 or failures > 0)")
                .param("id", jobId)
                .update();
    }

    /**
     * How many workers vanished since the first loss of a job that nothing was kept after, though all that they ran has succeeded or kept
     * something since. A worker that ran the job itself is none of them, nor is one that ran another job of which nothing good is
     * known. An attempt that stood still, or that was taken from its worker otherwise, is no sign that the worker vanished. Since
     * is by the order of beginnings and ends, not by the clock, which may be set back in between.
     *
     * @param job whose worker has just been lost
     */
    int harmlessLosses(Standing job) {
        return database.sql("select count(*) from (select a.worker_id from job_attempt a join job o on o.id = a.job_id"
                        + " where a.outcome = 'LOST' and a.worker_id <> :worker and a.ended >"
                        + " (select min(l.begun) from (select begun from job_attempt where job_id = :id"
                        + " and (outcome in ('LOST', 'STALLED', 'TAKEN_AWAY') or number = :attempt) order by number desc limit :losses) l)"
                        + " group by a.worker_id"
                        + " having bool_and(o.id <> :id and (o.state = 'SUCCEEDED' or o.losses = 0))) harmless")
                .param("worker", job.workerId())
                .param("id", job.id())
                .param("attempt", job.attempt())
                .param("losses", job.setbacks().losses() + 1)
                .query(Integer.class)
                .single();
    }

    /** Takes the execution of a job that was admitted and not begun out of the queue, unless a worker has just picked it. */
    void withdraw(UUID jobId) {
        database.sql("delete from scheduled_tasks t using job j where j.id = :id and t.task_name = j.admission_lane"
                        + " and t.task_instance = j.id || '/' || j.admission and not t.picked")
                .param("id", jobId)
                .update();
    }

    /** Nobody holds the job any more, and it waits in its table: to be admitted, or for somebody to resume it. */
    void putDown(UUID jobId, JobState state, Setbacks setbacks, Duration delay) {
        database.sql("update job set state = :state, worker = null, worker_id = null, progress = null,"
                        + " last_progress_at = now(), admission = null, begun_admission = null, admission_lane = null, losses = :losses,"
                        + " failures = :failures,"
                        + " failure_kind = null, failure_message = null, finished_at = null,"
                        + " not_before = case when :delay > 0 then now() + :delay * interval '1 millisecond' end"
                        + " where id = :id")
                .param("state", state.name())
                .param("losses", setbacks.losses())
                .param("failures", setbacks.failures())
                .param("delay", delay.toMillis())
                .param("id", jobId)
                .update();
    }

    /** A fit of a sweep that halves goes on to the end of the rung that is open now, and to its own end where none is. */
    void joinRung(UUID jobId) {
        Optional<UUID> sweep = database.sql("select sweep_id from job where id = :id and pause_at_epoch is not null")
                .param("id", jobId)
                .query(UUID.class)
                .optional();
        // Fits before their sweep, as everywhere; the rung cannot be settled without this fit while its sweep is held.
        sweep.flatMap(id -> database.sql("select coalesce(rung_epochs, 0) from sweep where id = :id for share")
                        .param("id", id)
                        .query(Integer.class)
                        .optional())
                .ifPresent(rung -> database.sql(
                                "update job set pause_at_epoch = nullif(:rung, 0), parked_at_epoch = null where id = :id")
                        .param("rung", rung)
                        .param("id", jobId)
                        .update());
    }

    /** The job is paused at the end of its rung. */
    void park(UUID jobId, Optional<Double> validationScore) {
        database.sql(
                        "update job set parked_at_epoch = pause_at_epoch, validation_score = cast(:score as double precision)"
                                + " where id = :id and state = 'PAUSED'")
                .param("score", validationScore.orElse(null))
                .param("id", jobId)
                .update();
    }

    void end(UUID jobId, int attempt, JobState state, String event, Optional<JobFailure> failure, Object data) {
        database.sql(
                        "update job set state = :state, finished_at = clock_timestamp(), last_progress_at = now(), worker_id = null,"
                                + " admission = null, begun_admission = null, admission_lane = null, not_before = null,"
                                + " failure_kind = :kind, failure_message = :message where id = :id")
                .param("state", state.name())
                .param("kind", failure.map(f -> f.kind().name()).orElse(null))
                .param("message", failure.map(JobFailure::message).orElse(null))
                .param("id", jobId)
                .update();
        if (state == JobState.SUCCEEDED) {
            database.sql("delete from job_checkpoint where job_id = :id")
                    .param("id", jobId)
                    .update();
        }
        closeAttempt(jobId, attempt, state.name());
        append(jobId, attempt, event, data);
        if (state != JobState.SUCCEEDED) {
            leaveNoDatasetWaiting(jobId, failure.map(JobFailure::message).orElse("The ingest job was cancelled."));
        }
    }

    /** Nothing else would ever move a dataset on whose ingest job ended without an answer. */
    private void leaveNoDatasetWaiting(UUID jobId, String why) {
        jobs.findById(jobId)
                .filter(job -> job.kind() == JobKind.INGEST)
                .flatMap(Job::dataset)
                .filter(dataset -> dataset.state() == DatasetState.VALIDATING)
                .ifPresent(dataset -> dataset.reject(
                        List.of(new Finding(
                                "The recording was not validated. " + why,
                                "the ingest job " + jobId,
                                "Ask for the dataset again; its file need not be sent again.")),
                        clock.instant()));
    }

    void closeAttempt(UUID jobId, int attempt, String outcome) {
        database.sql(
                        "update job_attempt set finished_at = clock_timestamp(), ended = nextval('job_attempt_turn'), outcome = :outcome"
                                + " where job_id = :id and number = :number and finished_at is null")
                .param("outcome", outcome)
                .param("id", jobId)
                .param("number", attempt)
                .update();
    }

    /** Only time that led to something counts as used: what was cancelled or lost costs its owner nothing. */
    void charge(UUID jobId) {
        database.sql("insert into recent_use as u (account_id, seconds, as_of)"
                        + " select owner_id, greatest(0, extract(epoch from now() - started_at)), now()"
                        + " from job where id = :id and started_at is not null"
                        + " on conflict (account_id) do update set seconds = excluded.seconds + u.seconds"
                        + " * power(0.5, greatest(0, extract(epoch from now() - u.as_of)) / " + HALF_LIFE.toSeconds()
                        + "), as_of = now()")
                .param("id", jobId)
                .update();
    }

    void append(UUID jobId, int attempt, String type) {
        append(jobId, attempt, type, Map.of());
    }

    /** Sequence numbers have no gaps because the caller holds the job's row. */
    void append(UUID jobId, int attempt, String type, Object data) {
        database.sql(
                        "with numbered as (update job set last_event = last_event + 1 where id = :id returning last_event)"
                                + " insert into job_event (job_id, sequence, at, attempt, type, data)"
                                + " select :id, last_event, clock_timestamp(), :attempt, :type, cast(:data as jsonb) from numbered")
                .param("id", jobId)
                .param("attempt", attempt)
                .param("type", type)
                .param("data", RegistryJson.mapper().writeValueAsString(data))
                .update();
    }
}
