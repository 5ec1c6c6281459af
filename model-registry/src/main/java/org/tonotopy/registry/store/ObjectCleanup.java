package org.tonotopy.registry.store;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes objects that nothing points to. What points to an object is read from the schema, so that a new table with a
 * foreign key to {@code stored_object} protects its objects without being named here. A row goes first and its bytes after
 * it: whatever ends this in between leaves bytes without a row, which the next pass finds. Safe to repeat, and safe beside
 * itself in other processes.
 */
public class ObjectCleanup {
    private static final Logger log = LoggerFactory.getLogger(ObjectCleanup.class);
    private static final int BATCH = 500;

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
     * Removes what has been in the store for some time without anything that points to it.
     *
     * @param before only what was written before; later objects may be waiting for the row that will point to them
     * @return objects that were removed
     * @throws IOException if the store fails
     */
    public int sweep(Instant before) throws IOException {
        String unreferenced = unreferenced();
        int removed = 0;
        for (List<ObjectKey> keys = rows(unreferenced, before, ""); !keys.isEmpty(); ) {
            for (ObjectKey key : keys) {
                removed += remove(key, unreferenced, before) ? 1 : 0;
            }
            keys = rows(unreferenced, before, keys.get(keys.size() - 1).path());
        }
        return removed + sweepBytes(before);
    }

    /**
     * Removes objects of which the caller knows that nobody else will ask for them, however new they are.
     *
     * @throws IOException if the store fails; the rest is left to {@link #sweep}
     */
    public void removeNow(Collection<ObjectKey> keys) throws IOException {
        String unreferenced = unreferenced();
        for (ObjectKey key : keys) {
            remove(key, unreferenced, Instant.parse("9999-12-31T00:00:00Z"));
        }
    }

    private boolean remove(ObjectKey key, String unreferenced, Instant before) throws IOException {
        try {
            ledger.holding(
                    key,
                    () -> database.sql("delete from stored_object o where o.object_key = :key"
                                    + " and o.created_at < :before and " + unreferenced)
                            .param("key", key.path())
                            .param("before", Timestamp.from(before))
                            .update());
        } catch (DataIntegrityViolationException pointedToMeanwhile) {
            log.debug("Something points to {} again", key, pointedToMeanwhile);
            return false;
        }
        return removeBytes(key);
    }

    /** Bytes without a row; a row that appeared meanwhile keeps them. */
    private boolean removeBytes(ObjectKey key) throws IOException {
        List<ObjectKey> removed = new ArrayList<>();
        ledger.holding(key, () -> {
            if (StoredKeys.recorded(database, List.of(key)).isEmpty()) {
                store.delete(key);
                removed.add(key);
            }
        });
        return !removed.isEmpty();
    }

    private int sweepBytes(Instant before) throws IOException {
        int removed = 0;
        try (Stream<ObjectKey> keys = store.keys()) {
            Iterator<ObjectKey> all = keys.iterator();
            while (all.hasNext()) {
                List<ObjectKey> batch = new ArrayList<>();
                while (all.hasNext() && batch.size() < BATCH) {
                    batch.add(all.next());
                }
                Set<String> recorded = StoredKeys.recorded(database, batch);
                for (ObjectKey key : batch) {
                    if (!recorded.contains(key.path())
                            && store.writtenAt(key).filter(before::isAfter).isPresent()) {
                        removed += removeBytes(key) ? 1 : 0;
                    }
                }
            }
        }
        return removed;
    }

    private List<ObjectKey> rows(String unreferenced, Instant before, String after) {
        return database
                .sql("select o.object_key from stored_object o where o.object_key > :after"
                        + " and o.created_at < :before and " + unreferenced + " order by o.object_key limit " + BATCH)
                .param("after", after)
                .param("before", Timestamp.from(before))
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
