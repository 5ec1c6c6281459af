package org.tonotopy.registry.feature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The features of all models; they are added through {@link FeatureRegistry}. */
public interface FeatureRepository extends Repository<Feature, UUID> {
    /** Inserts a feature and sends it to the database at once. */
    Feature saveAndFlush(Feature feature);

    /** By identity. */
    Optional<Feature> findById(UUID id);

    /** What a job has made so far, by neuron or hidden unit. */
    @Query("select f from Feature f where f.jobId = :jobId order by f.neuron, f.hiddenUnit")
    List<Feature> findByJob(UUID jobId);

    /** A page of a model's features, newest first, older than a given one; of one kind, neuron and job, or of all. */
    @Query("select f from Feature f where f.model.id = :version"
            + " and (f.createdAt < :createdAt or (f.createdAt = :createdAt and f.id < :id))"
            + " and (cast(:kind as string) is null or f.kind = :kind)"
            + " and (cast(:neuron as integer) is null or f.neuron = :neuron)"
            + " and (cast(:job as uuid) is null or f.jobId = :job) order by f.createdAt desc, f.id desc")
    List<Feature> findBefore(
            UUID version,
            Instant createdAt,
            UUID id,
            @Nullable String kind,
            @Nullable Integer neuron,
            @Nullable UUID job,
            Limit limit);

    /** The newest feature of each kind and subject of a model; neurons first, the population last. */
    @Query(
            value = "select distinct on (kind, neuron, hidden_unit) * from feature where model_version_id = :version"
                    + " order by kind, neuron nulls last, hidden_unit, created_at desc, id desc",
            nativeQuery = true)
    List<Feature> findNewest(UUID version);
}
