package org.tonotopy.registry.suite;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.tonotopy.registry.reference.VersionedName;

/** The suite versions. */
public interface SuiteRepository extends Repository<Suite, UUID> {
    /** Inserts a new version, at once: its board refers to it. */
    Suite saveAndFlush(Suite suite);

    /** By identity. */
    Optional<Suite> findById(UUID id);

    /** By name and version. */
    Optional<Suite> findByNameAndVersion(String name, int version);

    /** The version of this name with this definition. */
    Optional<Suite> findByNameAndDefinitionSha256(String name, byte[] definitionSha256);

    /** How many versions of a name there are. */
    long countByName(String name);

    /** The highest version that a name ever had, deleted ones too; 0 where there is none. */
    @NativeQuery("select greatest((select coalesce(max(s.version), 0) from suite s where s.name = :name),"
            + " (select coalesce(max(t.version), 0) from tombstone t where t.kind = 'SUITE' and t.name = :name))")
    int highestVersion(String name);

    /** A page of all versions by name and version, after a given one. */
    @Query("select s from Suite s where s.name > :name or (s.name = :name and s.version > :version)"
            + " order by s.name, s.version")
    List<Suite> findAfter(String name, int version, Limit limit);

    /** The first references by name and version. */
    @Query("select new org.tonotopy.registry.reference.VersionedName(s.name, s.version) from Suite s"
            + " order by s.name, s.version")
    List<VersionedName> findReferences(Limit limit);

    /** By reference. */
    default Optional<Suite> find(VersionedName reference) {
        return findByNameAndVersion(reference.name(), reference.version());
    }
}
