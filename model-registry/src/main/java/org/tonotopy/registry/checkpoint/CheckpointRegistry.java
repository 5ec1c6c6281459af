package org.tonotopy.registry.checkpoint;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObjectRepository;

/**
 * Knows the latest checkpoint of each network that a job fits. Those of a job that succeeds go in the transaction that ends
 * it, by {@link org.tonotopy.registry.job.JobLedger}; those of one that failed or was cancelled stay for a while, for whoever
 * tries it again.
 */
public class CheckpointRegistry {
    private final StoredObjectRepository objects;
    private final JdbcClient database;
    private final Clock clock;

    /** A registry of the checkpoints in a database. */
    public CheckpointRegistry(StoredObjectRepository objects, JdbcClient database, Clock clock) {
        this.objects = objects;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Says that a checkpoint was completely written; it takes the place of the network's earlier one.
     *
     * @param attempt that wrote it; the caller's transaction holds the job for it
     * @param point how far the network is
     * @param key where it is
     * @param content of it
     * @return the key of the one that it replaced, to which nothing points once the transaction is through
     */
    @Transactional
    public Optional<ObjectKey> record(Attempt attempt, FitPoint point, ObjectKey key, StoredContent content) {
        Instant now = clock.instant();
        Optional<ObjectKey> before = database.sql(
                        "select object_key from job_checkpoint where job_id = :job and network = :network")
                .param("job", attempt.jobId())
                .param("network", point.network())
                .query(String.class)
                .optional()
                .map(ObjectKey::new)
                .filter(replaced -> !replaced.equals(key));
        objects.record(key, content, now);
        database.sql("insert into job_checkpoint (job_id, network, attempt, epoch, seconds, job_seconds, backend,"
                        + " object_key, written_at) values (:job, :network, :attempt, :epoch, :seconds, :jobSeconds,"
                        + " :backend, :key, :now) on conflict (job_id, network) do update set"
                        + " attempt = excluded.attempt, epoch = excluded.epoch, seconds = excluded.seconds,"
                        + " job_seconds = excluded.job_seconds, backend = excluded.backend,"
                        + " object_key = excluded.object_key, written_at = excluded.written_at")
                .param("job", attempt.jobId())
                .param("network", point.network())
                .param("attempt", attempt.number())
                .param("epoch", point.epoch())
                .param("seconds", point.seconds())
                .param("jobSeconds", point.jobSeconds())
                .param("backend", point.backend())
                .param("key", key.path())
                .param("now", Timestamp.from(now))
                .update();
        return before;
    }

    /** Forgets checkpoints of jobs that ended a month ago and were not tried again; their objects are left to the cleanup. */
    @Transactional
    public void forgetOld() {
        database.sql("delete from job_checkpoint c using job j where j.id = c.job_id"
                        + " and j.finished_at < now() - interval '30 days'")
                .update();
    }

    /** The latest checkpoints of a job, by network. */
    @Transactional(readOnly = true)
    public Map<Integer, Checkpoint> find(UUID jobId) {
        List<Checkpoint> found = database.sql("select * from job_checkpoint where job_id = :job")
                .param("job", jobId)
                .query((row, number) -> new Checkpoint(
                        new FitPoint(
                                row.getInt("network"),
                                row.getInt("epoch"),
                                row.getDouble("seconds"),
                                row.getDouble("job_seconds"),
                                row.getString("backend")),
                        row.getInt("attempt"),
                        objects.findById(row.getString("object_key")).orElseThrow()))
                .list();
        return found.stream()
                .collect(Collectors.toMap(checkpoint -> checkpoint.point().network(), Function.identity()));
    }
}
