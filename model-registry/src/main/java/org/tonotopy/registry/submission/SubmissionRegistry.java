package org.tonotopy.registry.submission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.SubmissionFormat;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.visibility.Sight;

/** The submissions: sent, found, withdrawn. */
public class SubmissionRegistry {
    private static final String SELECT =
            "select s.*, j.state as job_state, j.failure_message, b.name as benchmark_name,"
                    + " b.version as benchmark_version, m.name as scored_name, v.version as scored_version,"
                    + " a.name as owner, w.name as withdrawn_by from submission s join job j on j.id = s.job_id"
                    + " join benchmark b on b.id = s.benchmark_id join account a on a.id = s.owner_id"
                    + " left join account w on w.id = s.withdrawn_by_id left join model_version v on v.job_id = s.job_id"
                    + " left join model m on m.id = v.model_id ";

    private final JdbcClient database;
    private final BoardLedger boards;
    private final JobLedger ledger;
    private final Sight sight;
    private final Clock clock;

    /** The submissions of a database, with its boards and its queue. */
    public SubmissionRegistry(JdbcClient database, BoardLedger boards, JobLedger ledger, Sight sight, Clock clock) {
        this.database = database;
        this.boards = boards;
        this.ledger = ledger;
        this.sight = sight;
        this.clock = clock;
    }

    /**
     * Keeps a submission whose job is queued in the same transaction.
     *
     * @param job that scores it
     * @param spec what it is
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void insert(Job job, JobSpec.Score spec) {
        database.sql("insert into submission (id, job_id, benchmark_id, model_name, link, parameter_count, format,"
                        + " predictions_key, owner_id, created_at) values (:id, :job, :benchmark, :name, :link,"
                        + " :parameters, :format, :key, :owner, :now)")
                .param("id", spec.submissionId())
                .param("job", job.id())
                .param("benchmark", spec.benchmarkId())
                .param("name", spec.modelName())
                .param("link", spec.link().orElse(null))
                .param("parameters", spec.parameterCount().orElse(null))
                .param("format", spec.format().key())
                .param("key", ObjectKey.ofContent(spec.predictionsSha256()).path())
                .param("owner", job.owner().id())
                .param("now", Timestamp.from(job.createdAt()))
                .update();
    }

    /** One submission. */
    @Transactional(readOnly = true)
    public Optional<Submission> find(UUID id) {
        return database.sql(SELECT + "where s.id = :id")
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    /** A page of the submissions for a benchmark, newest first, older than a given one. */
    @Transactional(readOnly = true)
    public List<Submission> findBefore(UUID benchmark, Instant createdAt, UUID id, int limit) {
        return database.sql(SELECT + "where s.benchmark_id = :benchmark and (s.created_at, s.id) < (:at, :id)"
                        + " order by s.created_at desc, s.id desc limit :limit")
                .param("benchmark", benchmark)
                .param("at", Timestamp.from(createdAt))
                .param("id", id)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    /**
     * When somebody sent what counts towards the limit, oldest first: what was scored or still may be, withdrawn or not. What
     * failed or was cancelled has shown nobody a score. Benchmarks that hide tests of the same file count together, or a second
     * definition would give a second look at the same responses.
     */
    @Transactional(readOnly = true)
    public List<Instant> countedSince(Benchmark benchmark, UUID owner, Instant since) {
        // All that was sent counts, also for what its author may no longer read.
        return sight.ofEverything(() -> database.sql(
                        "select s.created_at from submission s join job j on j.id = s.job_id"
                                + " join benchmark b on b.id = s.benchmark_id join dataset d on d.id = b.dataset_id"
                                + " where (b.id = :benchmark or (:hidden and b.hidden_test and d.recording_key = :recording))"
                                + " and s.owner_id = :owner and s.created_at > :since"
                                + " and j.state not in ('FAILED', 'CANCELLED') order by s.created_at")
                .param("benchmark", benchmark.id())
                .param("hidden", benchmark.hidesTests())
                .param("recording", benchmark.dataset().recording().objectKey().path())
                .param("owner", owner)
                .param("since", Timestamp.from(since))
                .query((row, number) -> row.getTimestamp("created_at").toInstant())
                .list());
    }

    private record LockedJob(UUID id, JobState state) {}

    /**
     * Holds the jobs that ask the model of a submission, where it has weights: until the caller's transaction ends, none of them
     * moves and none is added.
     *
     * @return those that a worker has
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> lockJobsOfModel(Submission submission) {
        return sight.ofEverything(() -> lockAll(submission));
    }

    private List<UUID> lockAll(Submission submission) {
        // Jobs first: a worker that ends one holds the job when it asks for the model.
        jobsOfModel(submission);
        // The name before its version, as whoever changes what is said of the version.
        database.sql("select m.id from model m where m.id = (select model_id from model_version where job_id = :job)"
                        + " for update")
                .param("job", submission.jobId())
                .query(UUID.class)
                .list();
        database.sql("select id from model_version where job_id = :job for update")
                .param("job", submission.jobId())
                .query(UUID.class)
                .list();
        // Again: the wait for the model was a wait for whoever had just asked it for something.
        return jobsOfModel(submission).stream()
                .filter(job -> job.state().isHeld())
                .map(LockedJob::id)
                .toList();
    }

    private List<LockedJob> jobsOfModel(Submission submission) {
        return database.sql("select id, state from job where model_version_id ="
                        + " (select id from model_version where job_id = :job) order by id for update")
                .param("job", submission.jobId())
                .query((row, number) ->
                        new LockedJob(row.getObject("id", UUID.class), JobState.valueOf(row.getString("state"))))
                .list();
    }

    /**
     * Takes a submission off the board, with its file, its model and all that the model was asked for. Its row stays: it counts
     * towards the limit.
     *
     * @param submission whose job has ended, and of whose model no job runs
     * @param by the account that asks for it
     * @return whether it was not withdrawn before
     */
    @Transactional
    public boolean withdraw(Submission submission, UUID by) {
        Timestamp now = Timestamp.from(clock.instant());
        boolean first = database.sql("update submission set withdrawn_at = :now, withdrawn_by_id = :by,"
                                + " predictions_key = null where id = :id and withdrawn_at is null")
                        .param("now", now)
                        .param("by", by)
                        .param("id", submission.id())
                        .update()
                == 1;
        if (first) {
            sight.withEverything(() -> removeModel(submission, by, now));
        }
        return first;
    }

    private record Removed(UUID model, UUID benchmark) {}

    private void removeModel(Submission submission, UUID by, Timestamp now) {
        jobsOfModel(submission).stream()
                .filter(job -> !job.state().isTerminal())
                .forEach(job -> ledger.withdraw(job.id()));
        database.sql(
                        "insert into tombstone (kind, name, version, deleted_by_id, deleted_at, went_with_it, readable_by_all)"
                                + " select 'MODEL', m.name, v.version, :by, :now, '{}',"
                                + " v.visibility = 'PUBLIC' and b.visibility = 'PUBLIC' and d.visibility = 'PUBLIC'"
                                + " from model_version v join model m on m.id = v.model_id join benchmark b on b.id = v.benchmark_id"
                                + " join dataset d on d.id = b.dataset_id where v.job_id = :job")
                .param("by", by)
                .param("now", now)
                .param("job", submission.jobId())
                .update();
        boolean shown = database.sql("select id from model_version where job_id = :job")
                .param("job", submission.jobId())
                .query(UUID.class)
                .optional()
                .filter(boards::mayHold)
                .isPresent();
        database.sql("delete from model_version where job_id = :job returning model_id, benchmark_id")
                .param("job", submission.jobId())
                .query((row, number) ->
                        new Removed(row.getObject("model_id", UUID.class), row.getObject("benchmark_id", UUID.class)))
                .optional()
                .ifPresent(removed -> {
                    database.sql("delete from model m where m.id = :model"
                                    + " and not exists (select 1 from model_version v where v.model_id = m.id)")
                            .param("model", removed.model())
                            .update();
                    if (shown) {
                        boards.changed(removed.benchmark());
                    }
                });
    }

    private static Submission read(ResultSet row) throws SQLException {
        return new Submission(
                row.getObject("id", UUID.class),
                row.getObject("job_id", UUID.class),
                JobState.valueOf(row.getString("job_state")),
                Optional.ofNullable(row.getString("failure_message")),
                new VersionedName(row.getString("benchmark_name"), row.getInt("benchmark_version")),
                row.getString("model_name"),
                Optional.ofNullable(row.getString("link")),
                Optional.ofNullable(row.getObject("parameter_count", Long.class)),
                SubmissionFormat.of(row.getString("format")).orElseThrow(),
                model(row),
                row.getObject("owner_id", UUID.class),
                row.getString("owner"),
                row.getTimestamp("created_at").toInstant(),
                withdrawal(row));
    }

    private static Optional<VersionedName> model(ResultSet row) throws SQLException {
        String name = row.getString("scored_name");
        return name == null ? Optional.empty() : Optional.of(new VersionedName(name, row.getInt("scored_version")));
    }

    private static Optional<Submission.Withdrawal> withdrawal(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("withdrawn_at");
        return at == null
                ? Optional.empty()
                : Optional.of(new Submission.Withdrawal(row.getString("withdrawn_by"), at.toInstant()));
    }
}
