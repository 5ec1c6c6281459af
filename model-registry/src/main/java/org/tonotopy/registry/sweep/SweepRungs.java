package org.tonotopy.registry.sweep;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.registry.json.RegistryJson;

/**
 * Settles the rungs of sweeps that stop weak fits early: once every fit of a rung is parked or has ended, the best of them go on
 * and the others end. Nothing calls it back: whoever looks, at whatever time, finds what is to be settled, so no rung waits for a
 * process that died. Each sweep is a transaction of its own and safe to repeat, in any number of processes.
 */
public class SweepRungs {
    private static final String PARKED = "kind = 'FIT' and state = 'PAUSED' and parked_at_epoch is not null";
    private static final String STANDING =
            "select id, row_number() over (order by validation_score desc nulls last, id)"
                    + " as place from job where sweep_id = :sweep and (kind = 'FIT' and state = 'SUCCEEDED' or "
                    + PARKED + ")";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** The rungs of the sweeps in a database. */
    public SweepRungs(JdbcClient database, TransactionTemplate transaction, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Rung(Halving halving, int epochs) {}

    /**
     * Settles every rung that is over.
     *
     * @return rungs that were
     */
    public int settle() {
        List<UUID> open = database.sql("select id from sweep where rung_epochs is not null order by id")
                .query(UUID.class)
                .list();
        int settled = 0;
        for (UUID sweep : open) {
            settled += Boolean.TRUE.equals(transaction.execute(status -> settle(sweep))) ? 1 : 0;
        }
        return settled;
    }

    private boolean settle(UUID sweep) {
        if (anyInPlay(sweep)) {
            return false;
        }
        // Fits before their sweep, as everywhere, and again whether it is over: until now it was only a glance.
        database.sql("select count(*) from (select 1 from job where sweep_id = :sweep and " + PARKED
                        + " order by id for update) locked")
                .param("sweep", sweep)
                .query(Integer.class)
                .single();
        Optional<Rung> rung = database.sql("select halving, rung_epochs from sweep where id = :sweep"
                        + " and rung_epochs is not null for update")
                .param("sweep", sweep)
                .query((row, number) -> new Rung(
                        RegistryJson.mapper().readValue(row.getString("halving"), Halving.class),
                        row.getInt("rung_epochs")))
                .optional();
        if (rung.isEmpty() || anyInPlay(sweep)) {
            return false;
        }
        settle(sweep, rung.get());
        return true;
    }

    /** Whether any fit is yet to reach the end of the rung. */
    private boolean anyInPlay(UUID sweep) {
        return database.sql("select exists (select 1 from job where sweep_id = :sweep and kind = 'FIT'"
                        + " and state not in ('SUCCEEDED', 'FAILED', 'CANCELLED') and not (" + PARKED + "))")
                .param("sweep", sweep)
                .query(Boolean.class)
                .single();
    }

    private void settle(UUID sweep, Rung rung) {
        int fits = database.sql("select count(*) from (" + STANDING + ") standing")
                .param("sweep", sweep)
                .query(Integer.class)
                .single();
        long next = rung.halving().next(rung.epochs());
        move(
                sweep,
                rung,
                fits,
                "state = 'CANCELLED', finished_at = :now, pause_at_epoch = null, parked_at_epoch = null",
                ">",
                "cancelled",
                "weak");
        move(
                sweep,
                rung,
                fits,
                "state = 'QUEUED', parked_at_epoch = null, losses = 0, failures = 0, pause_at_epoch ="
                        + " case when :next < cast(spec -> 'training' ->> 'max_epochs' as bigint) then :next end",
                "<=",
                "resumed",
                "among the best");
        database.sql("update sweep set rung_epochs = case when exists (select 1 from job where sweep_id = :sweep"
                        + " and kind = 'FIT' and state = 'QUEUED' and pause_at_epoch is not null) then :next end"
                        + " where id = :sweep")
                .param("sweep", sweep)
                .param("next", next)
                .update();
    }

    private void move(UUID sweep, Rung rung, int fits, String change, String which, String event, String judgement) {
        database.sql("with standing as (" + STANDING + "), moved as (update job j set " + change
                        + ", last_progress_at = now(), last_event = last_event + 1 from standing s where s.id = j.id"
                        + " and j.state = 'PAUSED' and s.place " + which + " :survivors"
                        + " returning j.id, j.last_event, j.attempt, s.place)"
                        + " insert into job_event (job_id, sequence, at, attempt, type, data)"
                        + " select id, last_event, :now, attempt, :event, jsonb_build_object('why',"
                        + " cast(:judgement as text) || ': rank ' || place || ' of ' || :fits || ' at epoch ' || :epochs)"
                        + " from moved")
                .param("sweep", sweep)
                .param("now", Timestamp.from(clock.instant()))
                .param("next", rung.halving().next(rung.epochs()))
                .param("survivors", rung.halving().survivors(fits))
                .param("event", event)
                .param("judgement", judgement)
                .param("fits", fits)
                .param("epochs", rung.epochs())
                .update();
    }
}
