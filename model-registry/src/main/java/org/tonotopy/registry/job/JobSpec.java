package org.tonotopy.registry.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.reference.VersionedName;

/** All that a worker needs to know, with every default filled in. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobSpec.Ingest.class, name = "ingest"),
    @JsonSubTypes.Type(value = JobSpec.Fit.class, name = "fit"),
    @JsonSubTypes.Type(value = JobSpec.Feature.class, name = "feature")
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

    /**
     * Find what a fitted model listens for.
     *
     * @param modelVersionId the model version
     * @param model its reference
     * @param feature which feature, with every setting
     * @param neurons indices in the dataset, ascending: one feature for each, or one for the mean of all of them
     * @param population whether it is one for the mean of all of them
     * @param seed of every random number
     * @param counterpart what a contrast compares with; empty for other kinds
     */
    record Feature(
            UUID modelVersionId,
            VersionedName model,
            Specification feature,
            List<Integer> neurons,
            boolean population,
            long seed,
            Optional<Counterpart> counterpart)
            implements JobSpec {
        /** Copies the list. */
        public Feature {
            neurons = List.copyOf(neurons);
        }

        @Override
        public JobKind kind() {
            return JobKind.FEATURE;
        }
    }

    /**
     * The other side of a contrast.
     *
     * @param modelVersionId the other model version; it may be the same
     * @param model its reference
     * @param neuron index in the dataset of the other neuron; empty: the same neuron, or the same population
     */
    record Counterpart(UUID modelVersionId, VersionedName model, Optional<Integer> neuron) {}
}
