package org.tonotopy.registry.deletion;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.core.type.TypeReference;

/** The references that were deleted. */
public class Tombstones {
    private final JdbcClient database;

    /** The tombstones of a database. */
    public Tombstones(JdbcClient database) {
        this.database = database;
    }

    /** What is left of a version; empty where it was not deleted. */
    @Transactional(readOnly = true)
    public Optional<Tombstone> find(DeletedKind kind, VersionedName reference) {
        return database.sql("select t.*, a.name as deleted_by from tombstone t join account a on a.id = t.deleted_by_id"
                        + " where t.kind = :kind and t.name = :name and t.version = :version")
                .param("kind", kind.name())
                .param("name", reference.name())
                .param("version", reference.version())
                .query((row, number) -> new Tombstone(
                        kind,
                        reference,
                        Optional.ofNullable(row.getString("dataset")).flatMap(VersionedName::parse),
                        row.getString("deleted_by"),
                        row.getTimestamp("deleted_at").toInstant(),
                        RegistryJson.mapper().readValue(row.getString("went_with_it"), new TypeReference<>() {})))
                .optional();
    }
}
