package org.tonotopy.registry.benchmark;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.tonotopy.registry.reference.VersionedName;

/** The benchmark versions. */
public interface BenchmarkRepository extends Repository<Benchmark, UUID> {
    /** Inserts a new version. */
    Benchmark save(Benchmark benchmark);

    /** By identity. */
    Optional<Benchmark> findById(UUID id);

    /** By name and version. */
    Optional<Benchmark> findByNameAndVersion(String name, int version);

    /** The version of this name with this definition. */
    Optional<Benchmark> findByNameAndDefinitionSha256(String name, byte[] definitionSha256);

    /** How many versions of a name there are. */
    long countByName(String name);

    /** The highest version that a name ever had, deleted ones too; 0 where there is none. */
    @NativeQuery("select greatest((select coalesce(max(b.version), 0) from benchmark b where b.name = :name),"
            + " (select coalesce(max(t.version), 0) from tombstone t where t.kind = 'BENCHMARK' and t.name = :name))")
    int highestVersion(String name);

    /** All versions of a name. */
    List<Benchmark> findByNameOrderByVersion(String name);

    /** A page of all versions by name and version, after a given one. */
    @Query("select b from Benchmark b where b.name > :name or (b.name = :name and b.version > :version)"
            + " order by b.name, b.version")
    List<Benchmark> findAfter(String name, int version, Limit limit);

    /** A page of all versions, newest first, older than a given one. */
    @Query("select b from Benchmark b where b.createdAt < :createdAt or (b.createdAt = :createdAt and b.id < :id)"
            + " order by b.createdAt desc, b.id desc")
    List<Benchmark> findBefore(Instant createdAt, UUID id, Limit limit);

    /** The versions on a dataset and on others that are made of the same file, oldest first. */
    @Query("select b from Benchmark b where b.dataset.recording ="
            + " (select d.recording from Dataset d where d.id = :dataset) order by b.createdAt, b.id")
    List<Benchmark> findOfSameFile(UUID dataset);

    /** By reference. */
    default Optional<Benchmark> find(VersionedName reference) {
        return findByNameAndVersion(reference.name(), reference.version());
    }
}
