package org.tonotopy.registry.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.tonotopy.registry.reference.VersionedName;

/** The fitted models. */
public interface ModelVersionRepository extends Repository<ModelVersion, UUID> {
    /** Inserts a new version and sends it to the database at once. */
    ModelVersion saveAndFlush(ModelVersion version);

    /** By identity. */
    Optional<ModelVersion> findById(UUID id);

    /** What a job made. */
    Optional<ModelVersion> findByJobId(UUID jobId);

    /** By name and version. */
    @Query("select v from ModelVersion v where v.model.name = :name and v.version = :version")
    Optional<ModelVersion> findByNameAndVersion(String name, int version);

    /** By reference. */
    default Optional<ModelVersion> find(VersionedName reference) {
        return findByNameAndVersion(reference.name(), reference.version());
    }

    /** The highest version that a name ever had, deleted ones too; 0 where there is none. */
    @NativeQuery("select greatest((select coalesce(max(v.version), 0) from model_version v"
            + " join model m on m.id = v.model_id where m.name = :name),"
            + " (select coalesce(max(t.version), 0) from tombstone t where t.kind = 'MODEL' and t.name = :name))")
    int highestVersion(String name);

    /** What some jobs made. */
    List<ModelVersion> findByJobIdIn(Collection<UUID> jobIds);

    /** A page of versions, newest first, older than a given one; of one benchmark and one kind, or of all. */
    @Query("select v from ModelVersion v where (v.createdAt < :createdAt or (v.createdAt = :createdAt and v.id < :id))"
            + " and (cast(:benchmark as uuid) is null or v.benchmark.id = :benchmark)"
            + " and (cast(:kind as string) is null or v.kind = :kind) order by v.createdAt desc, v.id desc")
    List<ModelVersion> findBefore(
            Instant createdAt, UUID id, @Nullable UUID benchmark, @Nullable String kind, Limit limit);

    /** The versions that were fitted to a dataset, newest first. */
    @Query("select v from ModelVersion v where v.benchmark.dataset.id = :dataset order by v.createdAt desc")
    List<ModelVersion> findOfDataset(UUID dataset, Limit limit);
}
