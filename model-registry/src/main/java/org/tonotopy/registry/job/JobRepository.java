package org.tonotopy.registry.job;

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

/** The jobs; they are changed through {@link JobLedger}. */
public interface JobRepository extends Repository<Job, UUID> {
    /** Inserts a new job and sends it to the database at once. */
    Job saveAndFlush(Job job);

    /** By identity. */
    Optional<Job> findById(UUID id);

    /** A page of jobs in some states, newest first, older than a given one; of one benchmark, or of all. */
    @Query("select j from Job j where (j.createdAt < :createdAt or (j.createdAt = :createdAt and j.id < :id))"
            + " and j.state in :states and (cast(:benchmark as uuid) is null or j.benchmark.id = :benchmark)"
            + " order by j.createdAt desc, j.id desc")
    List<Job> findBefore(
            Instant createdAt, UUID id, Collection<JobState> states, @Nullable UUID benchmark, Limit limit);

    /** The jobs of some benchmarks that are not over: of each so many at most, newest first. */
    @NativeQuery("select j.* from benchmark b cross join lateral (select * from job where benchmark_id = b.id"
            + " and finished_at is null order by created_at desc, id desc limit :most) j where b.id in (:benchmarks)"
            + " order by j.created_at desc, j.id desc")
    List<Job> findOpen(Collection<UUID> benchmarks, int most);

    /** The jobs that read a dataset's recording, newest first. */
    @Query("select j.id from Job j where j.dataset.id = :dataset and j.kind = org.tonotopy.registry.job.JobKind.INGEST"
            + " order by j.createdAt desc")
    List<UUID> findIngestJobs(UUID dataset);

    /** The jobs of a sweep that are of one kind, in the order in which they were asked for. */
    List<Job> findBySweepIdAndKindOrderByCreatedAtAscIdAsc(UUID sweepId, JobKind kind);

    /** The jobs of a kind about a model version, newest first. */
    @Query("select j from Job j where j.modelVersionId = :version and j.kind = :kind order by j.createdAt desc")
    List<Job> findByModelVersion(UUID version, JobKind kind, Limit limit);

    /** Those of them that are not over. */
    @Query("select j from Job j where j.modelVersionId = :version and j.kind = :kind and j.finishedAt is null"
            + " order by j.createdAt desc")
    List<Job> findOpenByModelVersion(UUID version, JobKind kind, Limit limit);
}
