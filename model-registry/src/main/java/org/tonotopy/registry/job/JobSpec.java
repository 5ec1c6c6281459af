package org.tonotopy.registry.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.reference.VersionedName;

/** All that a worker needs to know, with every default filled in. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobSpec.Ingest.class, name = "ingest"),
    @JsonSubTypes.Type(value = JobSpec.Fit.class, name = "fit")
})
public sealed interface JobSpec {
    /** What is to be done. */
    JobKind kind();

    /**
     * Read and validate an uploaded recording.
     *
     * @param datasetId the dataset version that waits for it
     * @param dataset its reference
     */
    record Ingest(UUID datasetId, VersionedName dataset) implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.INGEST;
        }
    }

    /**
     * Fit a model to a benchmark and score it.
     *
     * @param benchmarkId the benchmark version
     * @param benchmark its reference
     * @param modelName under which the fitted model is kept
     * @param model what is fitted
     * @param training how
     * @param seed of initial weights, order and dropout
     */
    record Fit(
            UUID benchmarkId,
            VersionedName benchmark,
            String modelName,
            Specification model,
            Specification training,
            long seed)
            implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.FIT;
        }
    }
}
