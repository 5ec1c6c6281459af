package org.tonotopy.api.queue;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.visibility.Sight;
import org.tonotopy.registry.worker.MemoryClass;
import org.tonotopy.registry.worker.WorkerDevice;

/** Reads the queue with a constant number of queries, however long it is. */
@Component
public class QueueReport {
    private static final String HELD = "('RUNNING', 'PAUSING', 'CANCELLING')";

    private final JdbcClient database;
    private final Sight sight;

    QueueReport(JdbcClient database, Sight sight) {
        this.database = database;
        this.sight = sight;
    }

    @Transactional(readOnly = true)
    public QueueResponse read() {
        // All jobs count; of those that one may not read, nothing else is told.
        return sight.ofEverything(() -> QueueResponse.of(
                owners(), count("state = 'QUEUED' and admission is not null"), count("state = 'PAUSED'"), workers()));
    }

    private List<QueueResponse.Owner> owners() {
        return database.sql(
                        "select a.name, count(*) filter (where j.state = 'QUEUED') as waiting,"
                                + " count(*) filter (where j.state in " + HELD + ") as running from job j"
                                + " join account a on a.id = j.owner_id where j.finished_at is null group by a.name order by a.name")
                .query((row, number) ->
                        new QueueResponse.Owner(row.getString("name"), row.getLong("waiting"), row.getLong("running")))
                .list();
    }

    private long count(String which) {
        return database.sql("select count(*) from job where finished_at is null and " + which)
                .query(Long.class)
                .single();
    }

    private List<QueueResponse.Worker> workers() {
        return database.sql("select w.*, (select count(*) from job j where j.worker_id = w.id and j.state in " + HELD
                        + ") as running from worker w where gone_at is null order by name, id")
                .query((row, number) -> new QueueResponse.Worker(
                        row.getString("name"),
                        WorkerDevice.valueOf(row.getString("device")),
                        row.getInt("slots"),
                        row.getLong("running"),
                        MemoryClass.bytes(row.getInt("memory_class")) >> 20,
                        row.getString("version"),
                        row.getString("backend"),
                        row.getBoolean("draining"),
                        row.getTimestamp("registered_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant()))
                .list();
    }
}
