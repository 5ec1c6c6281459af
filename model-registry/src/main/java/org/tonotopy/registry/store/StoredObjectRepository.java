package org.tonotopy.registry.store;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.content.Sha256;

/** The objects that rows may point to. */
public interface StoredObjectRepository extends Repository<StoredObject, String> {
    /** An object by its key's path. */
    Optional<StoredObject> findById(String key);

    /** Records an object; of one that is recorded already, only the time changes. */
    @Modifying
    @Transactional
    @Query(
            value =
                    "insert into stored_object (object_key, sha256, size_bytes, created_at) values (:key, :sha256, :size, :at)"
                            + " on conflict (object_key) do update set created_at = excluded.created_at",
            nativeQuery = true)
    void insert(String key, byte[] sha256, long size, Instant at);

    /** An object by its key. */
    default Optional<StoredObject> find(ObjectKey key) {
        return findById(key.path());
    }

    /** Says that content was completely written under a key. */
    default void record(ObjectKey key, StoredContent content, Instant at) {
        insert(key.path(), Sha256.parseHex(content.sha256()), content.sizeBytes(), at);
    }
}
