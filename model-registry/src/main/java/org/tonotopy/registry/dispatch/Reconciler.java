package org.tonotopy.registry.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.EventRetention;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.Loss;
import org.tonotopy.registry.job.RetryPolicy;
import org.tonotopy.registry.worker.Workers;

/**
 * Sees to it that no job stays where nothing will move it: jobs whose worker is gone or does nothing, admissions that no worker
 * will take, executions without a job. Each repair is a transaction of its own and safe to repeat, in any number of processes.
 */
public class Reconciler {
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final String HELD =
            "select id, attempt from job j where state in ('RUNNING', 'PAUSING', 'CANCELLING') and ";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final JobLedger ledger;
    private final Workers workers;
    private final Duration noProgressLimit;
    private final DatabaseClock clock;
    private final EventRetention events;
    private final AtomicLong leasesLost = new AtomicLong();
    private final AtomicLong leasesStalled = new AtomicLong();

    /**
     * A reconciler.
     *
     * @param noProgressLimit a job that shows no progress for so long is taken from its worker
     * @param clock by which both are judged
     * @param events what jobs of long ago told goes, a few at a time
     */
    public Reconciler(
            JdbcClient database,
            TransactionTemplate transaction,
            JobLedger ledger,
            Workers workers,
            Duration noProgressLimit,
            DatabaseClock clock,
            EventRetention events) {
        this.database = database;
        this.transaction = transaction;
        this.ledger = ledger;
        this.workers = workers;
        this.noProgressLimit = noProgressLimit;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Repairs what it finds, unless another process did so lately.
     *
     * @param judge as in {@link #reconcile(boolean)}
     * @param interval between the repairs of all processes together
     * @return whether it was this process's turn
     */
    public boolean reconcileInTurn(boolean judge, Duration interval) {
        // Whoever's turn it is: a process that judges seldom would take a jump of long ago for a new one.
        Instant now = readClock();
        boolean turn = database.sql("update reconciliation set at = now()"
                                + " where at <= now() - :interval * interval '1 millisecond' or at > now()")
                        .param("interval", interval.toMillis())
                        .update()
                == 1;
        if (turn) {
            reconcile(judge, now);
        }
        return turn;
    }

    /**
     * Repairs what it finds.
     *
     * @param judge whether workers without a sign of life are thought lost now; not shortly after the database was out of reach
     *     for all of them
     * @return jobs that were moved
     */
    public int reconcile(boolean judge) {
        return reconcile(judge, readClock());
    }

    private int reconcile(boolean judge, Instant now) {
        if (judge) {
            workers.findLost(now)
                    .forEach(name -> log.warn("The worker {} gives no sign of life: its jobs go on elsewhere", name));
        }
        int moved = loseJobsOfGoneWorkers() + loseJobsThatStandStill(now) + admitAgain();
        removeVainExecutions();
        workers.forget();
        events.thin();
        return moved;
    }

    /** The time by which is judged. What was written before a jump cannot be compared with it, so leases begin anew. */
    private Instant readClock() {
        return clock.read(now -> {
            log.warn("The clock of the database was set to {}: workers and jobs get time to be seen again", now);
            transaction.executeWithoutResult(status -> {
                workers.seeAll();
                database.sql(
                                "update job set last_progress_at = now() where state in ('RUNNING', 'PAUSING', 'CANCELLING')")
                        .update();
                database.sql(
                                "update job set not_before = now() where state = 'QUEUED' and not_before > now() + :longest"
                                        + " * interval '1 millisecond'")
                        .param("longest", RetryPolicy.LONGEST_DELAY.toMillis())
                        .update();
            });
        });
    }

    /** Attempts that this process took from workers that were gone, since it started. */
    public long leasesLost() {
        return leasesLost.get();
    }

    /** Attempts that this process took from workers because they showed no progress, since it started. */
    public long leasesStalled() {
        return leasesStalled.get();
    }

    private int loseJobsOfGoneWorkers() {
        List<Attempt> lost = database.sql(
                        HELD + "not exists (select 1 from worker w where w.id = j.worker_id and w.gone_at is null)")
                .query(Reconciler::attempt)
                .list();
        lost.forEach(attempt ->
                ledger.lose(attempt, Loss.VANISHED, "The worker is gone or gave no sign of life for too long."));
        leasesLost.addAndGet(lost.size());
        return lost.size();
    }

    private int loseJobsThatStandStill(Instant now) {
        List<Attempt> still = database.sql(HELD + "last_progress_at < :before")
                .param("before", Timestamp.from(now.minus(noProgressLimit)))
                .query(Reconciler::attempt)
                .list();
        still.forEach(attempt -> ledger.lose(
                attempt,
                Loss.STALLED,
                "The worker is alive, but the job showed no progress for " + noProgressLimit + "."));
        leasesStalled.addAndGet(still.size());
        return still.size();
    }

    private static Attempt attempt(ResultSet row, int number) throws SQLException {
        return new Attempt(row.getObject("id", UUID.class), row.getInt("attempt"));
    }

    /** Admitted, but its execution is not there, or its worker is not, or no worker takes from its lane any more. */
    private int admitAgain() {
        Integer again = transaction.execute(status -> {
            List<UUID> vain = database.sql("select j.id from job j left join scheduled_tasks t"
                            + " on t.task_name = j.admission_lane and t.task_instance = j.id || '/' || j.admission"
                            + " where j.state = 'QUEUED' and j.admission is not null and (t.task_name is null"
                            + " or (t.picked and not exists (select 1 from worker w where w.id::text = t.picked_by"
                            + " and w.gone_at is null)) or (not t.picked and not exists (select 1 from worker w where w.gone_at is null"
                            + " and not w.draining and lower(w.device) = split_part(j.admission_lane, '-', 1)"
                            + " and w.memory_class >= split_part(j.admission_lane, '-', 2)::int)))"
                            + " for update of j skip locked")
                    .query(UUID.class)
                    .list();
            for (UUID id : vain) {
                database.sql(
                                "delete from scheduled_tasks t using job j where j.id = :id"
                                        + " and t.task_name = j.admission_lane and t.task_instance = j.id || '/' || j.admission")
                        .param("id", id)
                        .update();
                database.sql("update job set admission = null, admission_lane = null where id = :id")
                        .param("id", id)
                        .update();
            }
            return vain.size();
        });
        return again == null ? 0 : again;
    }

    /**
     * What no job waits for and no worker that is there has picked: its job was ended, put down or deleted. One whose job is held by
     * the attempt that it began is offered again because that attempt could not say how it ended.
     */
    private void removeVainExecutions() {
        database.sql("delete from scheduled_tasks t where (not t.picked or not exists (select 1 from worker w"
                        + " where w.id::text = t.picked_by and w.gone_at is null))"
                        + " and not exists (select 1 from job j where t.task_instance"
                        + " = j.id || '/' || coalesce(j.admission, j.begun_admission)"
                        + " and (j.state in ('RUNNING', 'PAUSING', 'CANCELLING')"
                        + " or j.state = 'QUEUED' and j.admission_lane = t.task_name))")
                .update();
    }
}
