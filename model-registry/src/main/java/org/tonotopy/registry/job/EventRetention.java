package org.tonotopy.registry.job;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes what jobs of long ago told of their progress. A fit tells of every epoch, so these are most of all events. What became of
 * the job stays, as do the last progress of each attempt, the log in the store and the learning curves of models.
 */
public class EventRetention {
    /** So that a pass takes a moment, however many jobs are due at first. */
    private static final int JOBS_AT_ONCE = 20;

    private final JdbcClient database;
    private final Duration keep;

    /** @param keep how long the progress of a job is kept after its end */
    public EventRetention(JdbcClient database, Duration keep) {
        this.database = database;
        this.keep = keep;
    }

    /**
     * Removes the progress of some jobs. One that ran again since is due again.
     *
     * @return jobs that were looked at; none: nothing is left to do
     */
    @Transactional
    public int thin() {
        return database.sql(
                        "with due as (select id from job where finished_at < now() - :keep * interval '1 millisecond'"
                                + " and (events_thinned_at is null or events_thinned_at < finished_at)"
                                + " order by finished_at limit " + JOBS_AT_ONCE + " for update skip locked),"
                                + " gone as (delete from job_event e using due d where e.job_id = d.id and e.type = 'progress'"
                                + " and exists (select 1 from job_event l where l.job_id = e.job_id and l.attempt = e.attempt"
                                + " and l.type = 'progress' and l.sequence > e.sequence))"
                                + " update job set events_thinned_at = now() where id in (select id from due)")
                .param("keep", keep.toMillis())
                .update();
    }
}
