package org.tonotopy.registry.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The jobs; they are changed through {@link JobLedger}. */
public interface JobRepository extends Repository<Job, UUID> {
    /** Inserts a new job and sends it to the database at once. */
    Job saveAndFlush(Job job);

    /** By identity. */
    Optional<Job> findById(UUID id);

    /** A page of jobs, newest first, older than a given one. */
    @Query("select j from Job j where (j.createdAt < :createdAt or (j.createdAt = :createdAt and j.id < :id))"
            + " and (:state is null or j.state = :state) order by j.createdAt desc, j.id desc")
    List<Job> findBefore(Instant createdAt, UUID id, @Nullable JobState state, Limit limit);
}
