package org.tonotopy.registry.worker;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Who is there to run jobs. All times are those of the database: a machine whose clock jumps is neither lost nor immortal. */
public class Workers {
    /** Signs of life that a worker may miss. */
    static final int MISSED_HEARTBEATS = 4;

    private final JdbcClient database;

    /** The workers of a database. */
    public Workers(JdbcClient database) {
        this.database = database;
    }

    /** A worker comes. Earlier lives under its name are over: a name belongs to one process. */
    @Transactional
    public void register(WorkerLife life, WorkerOffer offer) {
        database.sql("update worker set gone_at = now() where name = :name and gone_at is null and id <> :id")
                .param("name", life.name())
                .param("id", life.id())
                .update();
        database.sql("insert into worker (id, name, device, slots, memory_class, heartbeat_ms, version, backend,"
                        + " registered_at, last_seen_at) values (:id, :name, :device, :slots, :memory, :heartbeat,"
                        + " :version, :backend, now(), now())"
                        + " on conflict (id) do update set gone_at = null, draining = false, last_seen_at = now()")
                .param("id", life.id())
                .param("name", life.name())
                .param("device", offer.device().name())
                .param("slots", offer.slots())
                .param("memory", offer.memoryClass())
                .param("heartbeat", offer.heartbeat().toMillis())
                .param("version", offer.version())
                .param("backend", offer.backend())
                .update();
    }

    /**
     * A worker gives a sign of life.
     *
     * @return false where it was thought lost meanwhile, and is to register again
     */
    @Transactional
    public boolean seen(WorkerLife life) {
        return database.sql("update worker set last_seen_at = now() where id = :id and gone_at is null")
                        .param("id", life.id())
                        .update()
                == 1;
    }

    /** A worker takes no more jobs. */
    @Transactional
    public void drain(WorkerLife life) {
        database.sql("update worker set draining = true where id = :id")
                .param("id", life.id())
                .update();
    }

    /** A worker ends. What it still holds, if anything, is lost at once. */
    @Transactional
    public void leave(WorkerLife life) {
        database.sql("update worker set gone_at = now() where id = :id and gone_at is null")
                .param("id", life.id())
                .update();
    }

    /**
     * Finds workers that have missed too many signs of life, and remembers them as gone.
     *
     * @param now by the clock of the database
     * @return their names
     */
    @Transactional
    public List<String> findLost(Instant now) {
        return database.sql(
                        "update worker set gone_at = now() where gone_at is null and last_seen_at < cast(:now as timestamptz) - "
                                + MISSED_HEARTBEATS + " * heartbeat_ms * interval '1 millisecond' returning name")
                .param("now", Timestamp.from(now))
                .query(String.class)
                .list();
    }

    /** The leases of all workers that are there begin anew: their last signs of life are of a time that cannot be compared with now. */
    @Transactional
    public void seeAll() {
        database.sql("update worker set last_seen_at = now() where gone_at is null")
                .update();
    }

    /** Forgets workers that went long ago and hold nothing. */
    @Transactional
    public void forget() {
        database.sql("delete from worker w where w.gone_at < now() - interval '7 days'"
                        + " and not exists (select 1 from job j where j.worker_id = w.id"
                        + " and j.state in ('RUNNING', 'PAUSING', 'CANCELLING'))")
                .update();
    }
}
