package org.tonotopy.registry.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.tonotopy.registry.reference.AliasedName;
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

    /** The version that an alias stands for. */
    @NativeQuery("select v.* from model_version v join model m on m.id = v.model_id"
            + " join model_alias a on a.model_id = v.model_id and a.version = v.version"
            + " where m.name = :name and a.alias = :alias")
    Optional<ModelVersion> findByAlias(String name, String alias);

    /** By what somebody wrote: name@version or name@alias; empty where that names nothing. */
    default Optional<ModelVersion> find(String reference) {
        return VersionedName.parse(reference)
                .flatMap(this::find)
                .or(() ->
                        AliasedName.parse(reference).flatMap(aliased -> findByAlias(aliased.name(), aliased.alias())));
    }

    /** The highest version that a name ever had, deleted ones too; 0 where there is none. */
    @NativeQuery("select greatest((select coalesce(max(v.version), 0) from model_version v"
            + " join model m on m.id = v.model_id where m.name = :name),"
            + " (select coalesce(max(t.version), 0) from tombstone t where t.kind = 'MODEL' and t.name = :name))")
    int highestVersion(String name);

    /** What some jobs made. */
    List<ModelVersion> findByJobIdIn(Collection<UUID> jobIds);

    /** By identities. */
    List<ModelVersion> findByIdIn(Collection<UUID> ids);

    /** The references of the versions of a dataset whose weights are here, newest first. */
    @Query("select new org.tonotopy.registry.reference.VersionedName(v.model.name, v.version) from ModelVersion v"
            + " where v.benchmark.dataset.id = :dataset and v.weights is not null order by v.createdAt desc")
    List<VersionedName> findWithWeights(UUID dataset, Limit limit);
}
