package org.tonotopy.registry.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.dataset.ExportFormat;
import org.tonotopy.registry.dataset.FrontEndSettings;
import org.tonotopy.registry.dataset.StimulusFormat;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.SubmissionFormat;

/** All that a worker needs to know, with every default filled in. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JobSpec.Ingest.class, name = "ingest"),
    @JsonSubTypes.Type(value = JobSpec.Fit.class, name = "fit"),
    @JsonSubTypes.Type(value = JobSpec.Ensemble.class, name = "ensemble"),
    @JsonSubTypes.Type(value = JobSpec.Feature.class, name = "feature"),
    @JsonSubTypes.Type(value = JobSpec.Export.class, name = "export"),
    @JsonSubTypes.Type(value = JobSpec.Score.class, name = "score"),
    @JsonSubTypes.Type(value = JobSpec.Reproduce.class, name = "reproduce"),
    @JsonSubTypes.Type(value = JobSpec.Predict.class, name = "predict")
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
     * @param units what one network predicts
     * @param neurons indices in the dataset of the neurons to fit, ascending; empty: all of the benchmark
     */
    record Fit(
            UUID benchmarkId,
            VersionedName benchmark,
            String modelName,
            Specification model,
            Specification training,
            long seed,

            @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Units.Default.class)
            Units units,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> neurons)
            implements JobSpec {
        /** Copies the list, and fills in what specs lack that were written before there was a choice. */
        public Fit {
            units = Objects.requireNonNullElse(units, Units.POPULATION);
            neurons = List.copyOf(Objects.requireNonNullElse(neurons, List.of()));
        }

        /** One network for all neurons of the benchmark. */
        public Fit(
                UUID benchmarkId,
                VersionedName benchmark,
                String modelName,
                Specification model,
                Specification training,
                long seed) {
            this(benchmarkId, benchmark, modelName, model, training, seed, Units.POPULATION, List.of());
        }

        @Override
        public JobKind kind() {
            return JobKind.FIT;
        }
    }

    /**
     * Average the predictions of fitted models and score the mean.
     *
     * @param benchmarkId the benchmark version that all members were fitted for
     * @param benchmark its reference
     * @param modelName under which the ensemble is kept
     * @param members at least two, by name and version
     */
    record Ensemble(UUID benchmarkId, VersionedName benchmark, String modelName, List<VersionedName> members)
            implements JobSpec {
        /** Puts the members in order: a mean depends on its members, not on who was named first. */
        public Ensemble {
            members = members.stream()
                    .sorted(Comparator.comparing(VersionedName::name).thenComparing(VersionedName::version))
                    .toList();
        }

        @Override
        public JobKind kind() {
            return JobKind.ENSEMBLE;
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
     * Write a recording in another form than the uploaded one.
     *
     * @param datasetId the dataset version
     * @param dataset its reference
     * @param format of the file
     * @param hiddenStimuli indices of the stimuli whose responses are left out because they are hidden, ascending
     */
    record Export(
            UUID datasetId,
            VersionedName dataset,
            ExportFormat format,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> hiddenStimuli)
            implements JobSpec {
        /** Copies the list, and fills in what specs lack that were written before anything was hidden. */
        public Export {
            hiddenStimuli = List.copyOf(Objects.requireNonNullElse(hiddenStimuli, List.of()));
        }

        @Override
        public JobKind kind() {
            return JobKind.EXPORT;
        }
    }

    /**
     * Score predictions that were made elsewhere, or those of a model that was fitted elsewhere.
     *
     * @param submissionId the submission
     * @param benchmarkId the benchmark version whose test stimuli they are for
     * @param benchmark its reference
     * @param modelName under which the scored model is kept
     * @param predictionsSha256 hash of the uploaded file, of predictions or of weights
     * @param format of the file, which says what it holds
     * @param link where the model is described; empty: nowhere
     * @param parameterCount number of fitted parameters as claimed; empty: not said, or to be counted in the weights
     */
    record Score(
            UUID submissionId,
            UUID benchmarkId,
            VersionedName benchmark,
            String modelName,
            String predictionsSha256,
            SubmissionFormat format,
            Optional<String> link,
            Optional<Long> parameterCount)
            implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.SCORE;
        }
    }

    /**
     * Make the fit of a model again, as it was, and compare what comes out.
     *
     * @param modelVersionId the model version
     * @param model its reference
     * @param fit the fit that made it
     */
    record Reproduce(UUID modelVersionId, VersionedName model, Fit fit) implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.REPRODUCE;
        }
    }

    /**
     * Predict the responses of a model to stimuli that somebody sent.
     *
     * @param modelVersionId the model version
     * @param model its reference
     * @param stimuliSha256 hash of the uploaded file
     * @param format of the file
     * @param frontEnd how its sounds become cochleagrams, as those of the model's dataset did; empty where it holds cochleagrams
     */
    record Predict(
            UUID modelVersionId,
            VersionedName model,
            String stimuliSha256,
            StimulusFormat format,
            Optional<FrontEndSettings> frontEnd)
            implements JobSpec {
        @Override
        public JobKind kind() {
            return JobKind.PREDICT;
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
