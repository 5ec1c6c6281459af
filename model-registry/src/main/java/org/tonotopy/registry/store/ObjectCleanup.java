package org.tonotopy.registry.store;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes objects that nothing points to, in two steps: they are marked as unwanted, and removed when they have been so for
 * some time, so that a database that is restored from a backup of meanwhile finds what it points to. What points to an object
 * is read from the schema, so that a new table with a foreign key to {@code stored_object} protects its objects without being
 * named here. A row goes first and its bytes after it: whatever ends this in between leaves bytes without a row, which a later
 * pass finds. Safe to repeat, and safe beside itself in other processes.
 */
public class ObjectCleanup {
    private static final Logger log = LoggerFactory.getLogger(ObjectCleanup.class);
    private static final int BATCH = 500;

    /** Later than everything: objects of any age, so that the store is not asked for it. */
    private static final Instant WHENEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final ObjectStore store;
    private final ObjectLedger ledger;
    private final JdbcClient database;

    /** A cleanup. */
    public ObjectCleanup(ObjectStore store, ObjectLedger ledger, JdbcClient database) {
        this.store = store;
        this.ledger = ledger;
        this.database = database;
    }

    /**
     * Marks what nothing points to, and removes what has been marked for long enough.
     *
     * @param grace how old an object must be; one that was just written may be waiting for the row that will point to it
     * @param retention how long it stays after it was first seen that nothing points to it
     * @return objects that were removed
     * @throws IOException if the store fails to remove some of it, after what it does remove
     */
    public int sweep(Duration grace, Duration retention) throws IOException {
        Instant now = database.sql("select clock_timestamp()")
                .query(Timestamp.class)
                .single()
                .toInstant();
        Instant before = now.minus(grace);
        String unreferenced = unreferenced();
        mark(unreferenced, before, now);
        markBytes(before, now);
        int removed = 0;
        Instant until = now.minus(retention);
        Optional<IOException> failure = Optional.empty();
        for (List<ObjectKey> keys = marked(until, ""); !keys.isEmpty(); ) {
            for (ObjectKey key : keys) {
                try {
                    removed += remove(key, unreferenced, before) ? 1 : 0;
                } catch (IOException refused) {
                    // One that cannot be removed must not keep those behind it.
                    failure = failure.or(() -> Optional.of(refused));
                }
            }
            keys = marked(until, keys.get(keys.size() - 1).path());
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return removed;
    }

    /**
     * Removes objects of which the caller knows that nobody else will ask for them, however new they are.
     *
     * @throws IOException if the store fails; the rest is left to {@link #sweep}
     */
    public void removeNow(Collection<ObjectKey> keys) throws IOException {
        String unreferenced = unreferenced();
        for (ObjectKey key : keys) {
            remove(key, unreferenced, WHENEVER);
        }
    }

    /** Whatever comes of it, its mark goes: what is still there and unwanted is marked again, and waits again. */
    private boolean remove(ObjectKey key, String unreferenced, Instant before) throws IOException {
        boolean removed = false;
        try {
            ledger.holding(
                    key,
                    () -> database.sql("delete from stored_object o where o.object_key = :key"
                                    + " and o.created_at <= :before and " + unreferenced)
                            .param("key", key.path())
                            .param("before", Timestamp.from(before))
                            .update());
            removed = removeBytes(key, before);
        } catch (DataIntegrityViolationException pointedToMeanwhile) {
            log.debug("Something points to {} again", key, pointedToMeanwhile);
        }
        database.sql("delete from unwanted_object where object_key = :key")
                .param("key", key.path())
                .update();
        return removed;
    }

    /** Bytes without a row; a row that appeared meanwhile keeps them. */
    private boolean removeBytes(ObjectKey key, Instant before) throws IOException {
        List<ObjectKey> removed = new ArrayList<>();
        ledger.holding(key, () -> {
            if (StoredKeys.recorded(database, List.of(key)).isEmpty() && isOlder(key, before)) {
                store.delete(key);
                removed.add(key);
            }
        });
        return !removed.isEmpty();
    }

    private boolean isOlder(ObjectKey key, Instant before) throws IOException {
        return before.equals(WHENEVER)
                || store.writtenAt(key)
                        .filter(written -> !written.isAfter(before))
                        .isPresent();
    }

    private void mark(String unreferenced, Instant before, Instant now) {
        database.sql("delete from unwanted_object u using stored_object o where o.object_key = u.object_key and not ("
                        + unreferenced + ")")
                .update();
        database.sql("insert into unwanted_object (object_key, since) select o.object_key, :now from stored_object o"
                        + " where o.created_at <= :before and " + unreferenced + " on conflict do nothing")
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(before))
                .update();
    }

    private void markBytes(Instant before, Instant now) throws IOException {
        try (Stream<ObjectKey> keys = store.keys()) {
            Iterator<ObjectKey> all = keys.iterator();
            while (all.hasNext()) {
                List<ObjectKey> batch = new ArrayList<>();
                while (all.hasNext() && batch.size() < BATCH) {
                    batch.add(all.next());
                }
                Set<String> recorded = StoredKeys.recorded(database, batch);
                for (ObjectKey key : batch) {
                    if (!recorded.contains(key.path()) && isOlder(key, before)) {
                        database.sql("insert into unwanted_object (object_key, since) values (:key, :now)"
                                        + " on conflict do nothing")
                                .param("key", key.path())
                                .param("now", Timestamp.from(now))
                                .update();
                    }
                }
            }
        }
    }

    private List<ObjectKey> marked(Instant until, String after) {
        return database
                .sql("select object_key from unwanted_object where object_key > :after and since <= :until"
                        + " order by object_key limit " + BATCH)
                .param("after", after)
                .param("until", Timestamp.from(until))
                .query(String.class)
                .list()
                .stream()
                .map(ObjectKey::new)
                .toList();
    }

    /** That no column of any table points to the object {@code o}, in SQL; a row that goes with the object keeps it from nothing. */
    private String unreferenced() {
        return database
                .sql("select format('not exists (select 1 from %s r where r.%I = o.object_key)',"
                        + " c.conrelid::regclass, a.attname) from pg_constraint c"
                        + " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]"
                        + " where c.contype = 'f' and c.confrelid = 'stored_object'::regclass and c.confdeltype <> 'c'")
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.joining(" and "));
    }
}
