package org.tonotopy.registry.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.content.Sha256;

/**
 * Compares what is recorded with what the store has, and changes neither. Nothing is locked and no connection to the
 * database is held while the store is read: what others write or remove meanwhile is asked for again before it is told.
 */
public class ObjectCheck {
    private static final int BATCH = 500;

    private final ObjectStore store;
    private final JdbcClient database;

    /** A check. */
    public ObjectCheck(ObjectStore store, JdbcClient database) {
        this.store = store;
        this.database = database;
    }

    private record Recorded(String path, StoredContent content) {
        ObjectKey key() {
            return new ObjectKey(path);
        }
    }

    /**
     * Reads recorded objects and compares their hashes.
     *
     * @param after only those with a later key; empty for the first
     * @param most how many at most
     * @param time after which no other object is begun; one is always read, however long it takes
     * @throws IOException if the store as a whole fails
     */
    public CheckedObjects check(String after, int most, Duration time) throws IOException {
        long begin = System.nanoTime();
        List<Recorded> rows = rows(after, most + 1);
        List<DamagedObject> damaged = new ArrayList<>();
        int objects = 0;
        long bytes = 0;
        while (objects < Math.min(most, rows.size()) && (objects == 0 || System.nanoTime() - begin < time.toNanos())) {
            Recorded row = rows.get(objects);
            Optional<DamagedObject> found = damage(row);
            if (found.isEmpty()) {
                bytes += row.content().sizeBytes();
            } else if (isRecorded(row)) {
                damaged.add(found.get());
            }
            objects++;
        }
        Optional<String> last =
                objects < rows.size() ? Optional.of(rows.get(objects - 1).path()) : Optional.empty();
        return new CheckedObjects(objects, bytes, damaged, last);
    }

    private Optional<DamagedObject> damage(Recorded row) throws IOException {
        ObjectKey key = row.key();
        StoredContent content = row.content();
        try {
            VerifiedRead.check(store, key, content);
            return Optional.empty();
        } catch (ContentMismatchException other) {
            String size = store.size(key).map(now -> ", and its length " + now).orElse("");
            return Optional.of(new DamagedObject(
                    key,
                    content,
                    ObjectDamage.CORRUPT,
                    other.getMessage() + size + " of " + content.sizeBytes() + " bytes"));
        } catch (NoSuchFileException absent) {
            // A store that is gone as a whole has lost none of its objects.
            store.check();
            return Optional.of(new DamagedObject(
                    key, content, ObjectDamage.MISSING, "the store has nothing under the key " + key));
        } catch (IOException failure) {
            store.check();
            return Optional.of(new DamagedObject(
                    key, content, ObjectDamage.UNREADABLE, "the object " + key + " cannot be read: " + failure));
        }
    }

    /**
     * Lists all keys of the store and looks for those that are not recorded. Rows that nothing points to are none of
     * these.
     *
     * @param most how many orphans are named; all are counted
     * @throws IOException if the store fails
     */
    public OrphanedObjects orphans(int most) throws IOException {
        // Of a folder that is gone, a walk finds nothing.
        store.check();
        long objects = 0;
        long orphans = 0;
        long bytes = 0;
        List<OrphanedObjects.Orphan> first = new ArrayList<>();
        try (Stream<ObjectKey> keys = store.keys()) {
            Iterator<ObjectKey> all = keys.iterator();
            while (all.hasNext()) {
                List<ObjectKey> batch = new ArrayList<>();
                while (all.hasNext() && batch.size() < BATCH) {
                    batch.add(all.next());
                }
                objects += batch.size();
                for (ObjectKey key : unrecorded(batch)) {
                    Optional<Long> size = store.size(key);
                    Optional<Instant> writtenAt = store.writtenAt(key);
                    // Otherwise it was removed since it was listed.
                    if (size.isPresent() && writtenAt.isPresent()) {
                        orphans++;
                        bytes += size.get();
                        if (first.size() < most) {
                            first.add(new OrphanedObjects.Orphan(key, size.get(), writtenAt.get()));
                        }
                    }
                }
            }
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
        return new OrphanedObjects(objects, orphans, bytes, first);
    }

    private List<ObjectKey> unrecorded(List<ObjectKey> keys) {
        Set<String> recorded = StoredKeys.recorded(database, keys);
        return keys.stream().filter(key -> !recorded.contains(key.path())).toList();
    }

    private boolean isRecorded(Recorded row) {
        return !StoredKeys.recorded(database, List.of(row.key())).isEmpty();
    }

    private List<Recorded> rows(String after, int most) {
        return database.sql("select object_key, sha256, size_bytes from stored_object where object_key > :after"
                        + " order by object_key limit :most")
                .param("after", after)
                .param("most", most)
                .query((row, number) -> new Recorded(
                        row.getString("object_key"),
                        new StoredContent(Sha256.hex(row.getBytes("sha256")), row.getLong("size_bytes"))))
                .list();
    }
}
