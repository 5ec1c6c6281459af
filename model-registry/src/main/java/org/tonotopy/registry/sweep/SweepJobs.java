package org.tonotopy.registry.sweep;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.json.RegistryJson;

/**
 * Moves many jobs of a sweep at once, in the caller's transaction. Each move is what {@link JobLedger} does with one job, its event
 * included. Rows are locked in the order of their ids.
 */
final class SweepJobs {
    private static final String UNHELD = "('QUEUED', 'PAUSED')";

    private final JdbcClient database;
    private final Clock clock;

    SweepJobs(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Cancels all that nobody holds. */
    void cancelWaiting(UUID sweep, JobKind kind, String by) {
        database.sql("select count(*) from (select 1 from job where sweep_id = :sweep and kind = :kind and state in "
                        + UNHELD + " order by id for update) locked")
                .param("sweep", sweep)
                .param("kind", kind.name())
                .query(Integer.class)
                .single();
        database.sql("delete from scheduled_tasks t using job j where j.sweep_id = :sweep and j.kind = :kind"
                        + " and j.state = 'QUEUED' and j.admission is not null and t.task_name = j.admission_lane"
                        + " and t.task_instance = j.id || '/' || j.admission and not t.picked")
                .param("sweep", sweep)
                .param("kind", kind.name())
                .update();
        move(
                "set state = 'CANCELLED', finished_at = :now, last_progress_at = now(), admission = null,"
                        + " admission_lane = null, not_before = null, parked_at_epoch = null",
                "j.sweep_id = :sweep and j.kind = :kind and j.state in " + UNHELD,
                Map.of("sweep", sweep, "kind", kind.name()),
                "cancelled",
                Map.of("by", by));
    }

    /** Queues again what failed. Fits before their sweep, as everywhere, and both before the rung is looked at. */
    int retryFailed(UUID sweep, String by) {
        database.sql("select count(*) from (select 1 from job where sweep_id = :sweep and state = 'FAILED' order by id"
                        + " for update) locked")
                .param("sweep", sweep)
                .query(Integer.class)
                .single();
        database.sql("select 1 from sweep where id = :sweep for share")
                .param("sweep", sweep)
                .query(Integer.class)
                .optional();
        return move(
                "set state = 'QUEUED', worker = null, worker_id = null, progress = null, last_progress_at = now(),"
                        + " admission = null, admission_lane = null, losses = 0, failures = 0, failure_kind = null,"
                        + " failure_message = null, finished_at = null, not_before = null, pause_at_epoch = case"
                        + " when pause_at_epoch is not null then (select rung_epochs from sweep where id = :sweep) end",
                "j.id in (select id from job where sweep_id = :sweep and state = 'FAILED' order by id for update)",
                Map.of("sweep", sweep),
                "retried",
                Map.of("by", by));
    }

    private int move(String change, String which, Map<String, ?> parameters, String event, Map<String, ?> data) {
        return database.sql("with moved as (update job j " + change + ", last_event = j.last_event + 1 where " + which
                        + " returning j.id, j.last_event, j.attempt)"
                        + " insert into job_event (job_id, sequence, at, attempt, type, data)"
                        + " select id, last_event, :now, attempt, :event, cast(:data as jsonb) from moved")
                .params(parameters)
                .param("now", Timestamp.from(clock.instant()))
                .param("event", event)
                .param("data", RegistryJson.mapper().writeValueAsString(data))
                .update();
    }
}
