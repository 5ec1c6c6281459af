package org.tonotopy.registry.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks which keys are recorded. */
final class StoredKeys {
    private StoredKeys() {}

    /** Paths of those keys that are recorded, of a list that fits into one query. */
    static Set<String> recorded(JdbcClient database, List<ObjectKey> keys) {
        return new HashSet<>(database.sql("select object_key from stored_object where object_key in (:keys)")
                .param("keys", keys.stream().map(ObjectKey::path).toList())
                .query(String.class)
                .list());
    }
}
