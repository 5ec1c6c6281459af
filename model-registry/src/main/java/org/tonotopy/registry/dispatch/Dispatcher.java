package org.tonotopy.registry.dispatch;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.job.JobDevice;
import org.tonotopy.registry.visibility.Sight;
import org.tonotopy.registry.worker.WorkerDevice;

/**
 * Admits jobs that wait into db-scheduler, in {@link FairOrder}, as workers become free. Any process may do so at any time: one
 * at a time does, and the others leave it to that one.
 */
public class Dispatcher {
    /** Jobs looked at for each owner and kind of need; more are never admitted at once. */
    private static final int MOST_AT_ONCE = 64;

    /** Due by every clock; the number of the admission keeps the order. */
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    private final JdbcClient database;
    private final SchedulerClient queue;
    private final Shares shares;
    private final Sight sight;

    /**
     * A dispatcher.
     *
     * @param queue takes part in Spring's transactions
     * @param jobsPerOwner cap of owners that have none of their own; 0: no cap
     * @param sight of whoever has it admit
     */
    public Dispatcher(JdbcClient database, SchedulerClient queue, int jobsPerOwner, Sight sight) {
        this.database = database;
        this.queue = queue;
        this.shares = new Shares(database, jobsPerOwner);
        this.sight = sight;
    }

    /**
     * Admits what there is room for.
     *
     * @return jobs that were admitted
     */
    @Transactional
    public int admit() {
        return sight.ofEverything(this::admitInTurn);
    }

    private int admitInTurn() {
        if (!anythingWaits() || !isTurn()) {
            return 0;
        }
        FreeSlots room = room();
        if (room.full()) {
            return 0;
        }
        List<FairOrder.Admitted> chosen = new FairOrder(shares.ofOwners(), shares.labCaps()).choose(heads(), room);
        chosen.forEach(this::admit);
        return chosen.size();
    }

    private boolean anythingWaits() {
        return database.sql("select exists (select 1 from job where state = 'QUEUED' and admission is null)")
                .query(Boolean.class)
                .single();
    }

    private boolean isTurn() {
        return database.sql("select pg_try_advisory_xact_lock(hashtextextended('dispatch', 0))")
                .query(Boolean.class)
                .single();
    }

    private FreeSlots room() {
        FreeSlots room = new FreeSlots();
        database.sql("select device, memory_class, slots - (select count(*) from job j where j.worker_id = w.id"
                        + " and j.state in ('RUNNING', 'PAUSING', 'CANCELLING')) as free"
                        + " from worker w where gone_at is null and not draining")
                .query(row -> {
                    room.add(
                            WorkerDevice.valueOf(row.getString("device")),
                            row.getInt("memory_class"),
                            row.getInt("free"));
                });
        database.sql("select admission_lane, count(*) as jobs from job"
                        + " where state = 'QUEUED' and admission is not null group by admission_lane")
                .query(row -> {
                    Lane lane = Lane.parse(row.getString("admission_lane"));
                    for (int job = 0; job < row.getInt("jobs"); job++) {
                        room.occupy(lane);
                    }
                });
        return room;
    }

    /**
     * The first jobs of each owner and kind of need. The pairs are found by leaping through the index, so that the cost grows with
     * their number and not with that of the jobs.
     */
    private List<Waiting> heads() {
        return database.sql("with recursive pair as ("
                        + "(select owner_id, device, memory_class from job where state = 'QUEUED' and admission is null"
                        + " order by owner_id, device, memory_class limit 1)"
                        + " union all select n.owner_id, n.device, n.memory_class from pair p cross join lateral"
                        + " (select owner_id, device, memory_class from job where state = 'QUEUED' and admission is null"
                        + " and (owner_id, device, memory_class) > (p.owner_id, p.device, p.memory_class)"
                        + " order by owner_id, device, memory_class limit 1) n)"
                        + " select h.* from pair p cross join lateral"
                        + " (select id, owner_id, device, memory_class, priority, created_at from job"
                        + " where state = 'QUEUED' and admission is null and owner_id = p.owner_id"
                        + " and device = p.device and memory_class = p.memory_class"
                        + " and (not_before is null or not_before <= now())"
                        + " order by priority desc, created_at, id limit " + MOST_AT_ONCE + ") h")
                .query((row, number) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getObject("owner_id", UUID.class),
                        JobDevice.valueOf(row.getString("device")),
                        row.getInt("memory_class"),
                        row.getInt("priority"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }

    /** Somebody may have paused or cancelled it a moment ago. */
    private void admit(FairOrder.Admitted admitted) {
        Optional<Long> number = database.sql("update job set admission = nextval('job_admission_number'),"
                        + " admission_lane = :lane where id = :id and state = 'QUEUED' and admission is null"
                        + " returning admission")
                .param("lane", admitted.lane().task())
                .param("id", admitted.job().id())
                .query(Long.class)
                .optional();
        number.ifPresent(admission -> queue.scheduleIfNotExists(admitted.lane()
                .descriptor()
                .instance(admitted.job().id() + "/" + admission)
                .scheduledTo(LONG_AGO.plusMillis(admission))));
    }
}
