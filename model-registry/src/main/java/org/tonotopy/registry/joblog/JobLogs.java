package org.tonotopy.registry.joblog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObjectRepository;

/** The logs of attempts in a database. */
public class JobLogs {
    private final JdbcClient database;
    private final StoredObjectRepository objects;
    private final Clock clock;

    /** Logs in a database that takes part in Spring's transactions. */
    public JobLogs(JdbcClient database, StoredObjectRepository objects, Clock clock) {
        this.database = database;
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * A worker sends the last lines of an attempt that it runs.
     *
     * @param tail the last lines, each ended by a line feed
     * @param lines that were logged so far
     * @param leftOut whether the log became longer than what is kept of one
     * @return whether they were kept; false where the attempt does not hold its job any more
     */
    @Transactional
    public boolean keepTail(Attempt attempt, String tail, long lines, boolean leftOut) {
        return database.sql("insert into job_log (job_id, attempt, tail, lines, left_out, updated_at)"
                                + " select a.job_id, a.number, :tail, :lines, :leftOut, :now from job_attempt a"
                                + " join job j on j.id = a.job_id and j.attempt = a.number"
                                + " where a.job_id = :job and a.number = :attempt and a.finished_at is null"
                                + " on conflict (job_id, attempt) do update set tail = excluded.tail,"
                                + " lines = excluded.lines, left_out = excluded.left_out, updated_at = excluded.updated_at"
                                + " where job_log.object_key is null")
                        .param("job", attempt.jobId())
                        .param("attempt", attempt.number())
                        .param("tail", tail)
                        .param("lines", lines)
                        .param("leftOut", leftOut)
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /**
     * A worker has stored the whole log of an attempt. The attempt has usually ended by then, because its last lines say
     * how; so this asks only that there is such an attempt and no whole log of it.
     *
     * @param key where the log was completely written
     * @param content of the log
     * @param lines that were logged
     * @param leftOut whether some of them are not in it
     * @return whether it was kept; false where the attempt was deleted with its job, or has a whole log
     */
    @Transactional
    public boolean complete(Attempt attempt, ObjectKey key, StoredContent content, long lines, boolean leftOut) {
        Instant now = clock.instant();
        // Should the row be refused, nothing points to the object, and the cleanup removes it.
        objects.record(key, content, now);
        return database.sql("insert into job_log (job_id, attempt, tail, lines, left_out, object_key, updated_at)"
                                + " select a.job_id, a.number, '', :lines, :leftOut, :key, :now from job_attempt a"
                                + " where a.job_id = :job and a.number = :attempt"
                                + " on conflict (job_id, attempt) do update set tail = '', lines = excluded.lines,"
                                + " left_out = excluded.left_out, object_key = excluded.object_key,"
                                + " updated_at = excluded.updated_at where job_log.object_key is null")
                        .param("job", attempt.jobId())
                        .param("attempt", attempt.number())
                        .param("lines", lines)
                        .param("leftOut", leftOut)
                        .param("key", key.path())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** What is kept of the log of an attempt; empty where nothing is. */
    @Transactional(readOnly = true)
    public Optional<JobLog> find(Attempt attempt) {
        return database.sql("select tail, lines, left_out, object_key, updated_at from job_log"
                        + " where job_id = :job and attempt = :attempt")
                .param("job", attempt.jobId())
                .param("attempt", attempt.number())
                .query((row, number) -> new JobLog(
                        attempt,
                        row.getString("tail"),
                        row.getLong("lines"),
                        row.getBoolean("left_out"),
                        Optional.ofNullable(row.getString("object_key")).map(ObjectKey::new),
                        row.getTimestamp("updated_at").toInstant()))
                .optional();
    }

    /** The attempts of a job, the first first. */
    @Transactional(readOnly = true)
    public List<LoggedAttempt> attempts(UUID jobId) {
        return database.sql("select a.number, a.worker, a.started_at, a.finished_at, a.outcome,"
                        + " case when l.object_key is not null then 'WHOLE'"
                        + " when l.job_id is not null then 'LAST_LINES' end as log"
                        + " from job_attempt a left join job_log l on l.job_id = a.job_id and l.attempt = a.number"
                        + " where a.job_id = :job order by a.number")
                .param("job", jobId)
                .query((row, number) -> attempt(row))
                .list();
    }

    private static LoggedAttempt attempt(ResultSet row) throws SQLException {
        return new LoggedAttempt(
                row.getInt("number"),
                row.getString("worker"),
                row.getTimestamp("started_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("finished_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getString("outcome")),
                Optional.ofNullable(row.getString("log")).map(LoggedAttempt.Kept::valueOf));
    }
}
