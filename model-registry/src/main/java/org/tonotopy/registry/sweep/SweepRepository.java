package org.tonotopy.registry.sweep;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The sweeps; they are changed through {@link SweepLedger}. */
public interface SweepRepository extends Repository<Sweep, UUID> {
    /** Inserts a new sweep and sends it to the database at once. */
    Sweep saveAndFlush(Sweep sweep);

    /** By identity. */
    Optional<Sweep> findById(UUID id);

    /** A page of sweeps, newest first, older than a given one; of one benchmark, or of all. */
    @Query("select s from Sweep s where (s.createdAt < :createdAt or (s.createdAt = :createdAt and s.id < :id))"
            + " and (cast(:benchmark as uuid) is null or exists (select 1 from s.benchmarks b where b.id = :benchmark))"
            + " order by s.createdAt desc, s.id desc")
    List<Sweep> findBefore(Instant createdAt, UUID id, @Nullable UUID benchmark, Limit limit);

    /** How many jobs of some sweeps are of each kind and in each state; none where there is no such job. */
    @Query("select new org.tonotopy.registry.sweep.SweepJobCount(j.sweepId, j.kind, j.state, count(j)) from Job j"
            + " where j.sweepId in :sweeps group by j.sweepId, j.kind, j.state")
    List<SweepJobCount> countJobs(Collection<UUID> sweeps);
}
