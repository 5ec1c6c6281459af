package org.tonotopy.registry.feature;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The figures of populations. */
public interface FeaturePopulationRepository extends Repository<FeaturePopulation, UUID> {
    /** Inserts one. */
    FeaturePopulation save(FeaturePopulation population);

    /** The figure of a job. */
    Optional<FeaturePopulation> findByJobId(UUID jobId);

    /** All of a model, newest first. */
    @Query("select p from FeaturePopulation p where p.modelVersionId = :version order by p.createdAt desc")
    List<FeaturePopulation> findByModelVersion(UUID version);
}
