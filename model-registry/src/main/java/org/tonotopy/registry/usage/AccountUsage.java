package org.tonotopy.registry.usage;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.visibility.Sight;

/** Counts what each account takes up. */
public class AccountUsage {
    private final JdbcClient database;
    private final Sight sight;
    private final Clock clock;

    /** The accounts of a database. */
    public AccountUsage(JdbcClient database, Sight sight, Clock clock) {
        this.database = database;
        this.sight = sight;
        this.clock = clock;
    }

    /** Jobs of an account that have not ended. */
    @Transactional(readOnly = true)
    public long openJobs(UUID account) {
        return jobs(account, "");
    }

    /** Jobs of an account that are at workers. */
    @Transactional(readOnly = true)
    public long jobsAtWorkers(UUID account) {
        return jobs(account, " and state in ('RUNNING', 'PAUSING', 'CANCELLING')");
    }

    /** Also those on what it may no longer read. */
    private long jobs(UUID account, String which) {
        return sight.ofEverything(
                () -> database.sql("select count(*) from job where owner_id = :account and finished_at is null" + which)
                        .param("account", account)
                        .query(Long.class)
                        .single());
    }

    /** Bytes of what an account sent and is stored, and of what it has announced to send in parts. */
    public long storedBytes(UUID account) {
        return database.sql("select coalesce((select sum(o.size_bytes) from uploaded_content u"
                        + " join stored_object o on o.object_key = u.object_key where u.account_id = :account), 0)"
                        + " + coalesce((select sum(size_bytes) from upload_session where owner_id = :account), 0)")
                .param("account", account)
                .query(Long.class)
                .single();
    }

    /** Remembers who sent some content. */
    public void uploaded(UUID account, ObjectKey key) {
        database.sql("insert into uploaded_content (account_id, object_key, uploaded_at) values (:account, :key, :now)"
                        + " on conflict (account_id, object_key) do update set uploaded_at = excluded.uploaded_at")
                .param("account", account)
                .param("key", key.path())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Forgets who sent what is no longer stored. */
    public void forgetRemoved() {
        database.sql("delete from uploaded_content u where not exists"
                        + " (select 1 from stored_object o where o.object_key = u.object_key)")
                .update();
    }
}
