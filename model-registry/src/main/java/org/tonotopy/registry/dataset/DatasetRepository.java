package org.tonotopy.registry.dataset;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.tonotopy.registry.reference.VersionedName;

/** The dataset versions. */
public interface DatasetRepository extends Repository<Dataset, UUID> {
    /** Inserts a new version. */
    Dataset save(Dataset dataset);

    /** By identity. */
    Optional<Dataset> findById(UUID id);

    /** By name and version. */
    Optional<Dataset> findByNameAndVersion(String name, int version);

    /** The version of this name with this content, unless it was rejected. */
    @Query("select d from Dataset d where d.name = :name and d.contentSha256 = :contentSha256"
            + " and d.state <> org.tonotopy.registry.dataset.DatasetState.REJECTED")
    Optional<Dataset> findContent(String name, byte[] contentSha256);

    /** How many versions of a name there are. */
    long countByName(String name);

    /** The highest version that a name ever had, deleted ones too; 0 where there is none. */
    @NativeQuery("select greatest((select coalesce(max(d.version), 0) from dataset d where d.name = :name),"
            + " (select coalesce(max(t.version), 0) from tombstone t where t.kind = 'DATASET' and t.name = :name))")
    int highestVersion(String name);

    /** A page of all versions by name and version, after a given one. */
    @Query("select d from Dataset d where d.name > :name or (d.name = :name and d.version > :version)"
            + " order by d.name, d.version")
    List<Dataset> findAfter(String name, int version, Limit limit);

    /** The references of a page of the versions that can be used, newest first. */
    @Query(
            "select new org.tonotopy.registry.reference.VersionedName(d.name, d.version) from Dataset d where d.state = org.tonotopy.registry.dataset.DatasetState.READY"
                    + " order by d.createdAt desc, d.id desc")
    List<VersionedName> findReady(Limit limit);

    /** A page of the versions of a name, after a given one. */
    @Query("select d from Dataset d where d.name = :name and d.version > :version order by d.version")
    List<Dataset> findVersionsAfter(String name, int version, Limit limit);

    /** Other versions, of any name, with some content, unless they were rejected. */
    @Query("select d from Dataset d where d.contentSha256 = :contentSha256 and d.id <> :id"
            + " and d.state <> org.tonotopy.registry.dataset.DatasetState.REJECTED order by d.name, d.version")
    List<Dataset> findSame(UUID id, byte[] contentSha256);

    /** By reference. */
    default Optional<Dataset> find(VersionedName reference) {
        return findByNameAndVersion(reference.name(), reference.version());
    }
}
