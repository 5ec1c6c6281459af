package org.tonotopy.registry.model;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The names of models. */
public interface ModelRepository extends Repository<Model, UUID> {
    /** Makes sure that a name exists and locks it until the transaction ends, so that versions count without gaps. */
    @Modifying
    @Query(
            value = "insert into model (id, name, owner_id, created_at) values (:id, :name, :ownerId, :at)"
                    + " on conflict (name) do update set name = excluded.name",
            nativeQuery = true)
    void claim(UUID id, String name, UUID ownerId, Instant at);

    /** By name. */
    Optional<Model> findByName(String name);
}
