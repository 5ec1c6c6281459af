package org.tonotopy.api.sweep;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.job.Units;

/**
 * A sweep.
 *
 * @param id identity
 * @param benchmark that its fits are for
 * @param model what is fitted
 * @param training how
 * @param units what one network predicts
 * @param neurons that are fitted
 * @param modelName of its fits
 * @param over whether nothing of it will move any more
 * @param counts number of its fits in each state
 * @param fits one for each seed
 * @param scores over the seeds
 * @param ensemble of its fits
 * @param owner who asked for it
 * @param createdAt when it was asked for
 * @param cancelledAt when somebody cancelled it
 */
@Schema(name = "Sweep", description = "Fits that differ by seed alone, and their ensemble.")
record SweepResponse(
        UUID id,

        @Schema(description = "The benchmark that its fits are for.", example = "ns1-natural@1")
        String benchmark,

        @Schema(description = "Kind and every hyperparameter.")
        Specification model,

        @Schema(description = "Way of training and every hyperparameter.")
        Specification training,

        @Schema(
                description = "What one network predicts: all neurons together, or one each.",
                allowableValues = {"population", "each_neuron"},
                type = "string")
        Units units,

        @Schema(description = "Indices in the dataset of the neurons that are fitted; null: all of the benchmark.")
        Optional<List<Integer>> neurons,

        @Schema(description = "Under which its fits are kept.", example = "statenet-ns1-natural")
        String modelName,

        @Schema(description = "Whether nothing of it will move any more.")
        boolean over,

        @Schema(description = "How many of its fits are in each state.", example = "{\"SUCCEEDED\": 2, \"RUNNING\": 1}")
        Map<JobState, Integer> counts,

        @Schema(description = "Its fits, by seed.") List<Fit> fits,

        @Schema(description = "Mean and spread over the seeds that have been fitted so far; empty before the first.")
        List<Score> scores,

        @Schema(description = "The ensemble of its fits; null where none was asked for.")
        Optional<Ensemble> ensemble,

        @Schema(description = "Who asked for it.") String owner,
        Instant createdAt,

        @Schema(description = "When somebody cancelled it; null: nobody did.")
        Optional<Instant> cancelledAt) {
    /** Copies the lists. */
    SweepResponse {
        fits = List.copyOf(fits);
        scores = List.copyOf(scores);
    }

    /**
     * The fit of a seed.
     *
     * @param seed of the fit
     * @param jobId its job
     * @param state where it stands
     * @param model what it made
     * @param failure why it failed
     * @param means metric to mean over neurons
     */
    @Schema(name = "SweepFit", description = "The fit of a seed.")
    record Fit(
            long seed,
            @Schema(description = "Its job.") UUID jobId,
            JobState state,

            @Schema(description = "The model that it made; null unless it SUCCEEDED.", example = "ln-ns1-natural@1")
            Optional<String> model,

            @Schema(description = "Why it failed, in a sentence; null unless it FAILED.")
            Optional<String> failure,

            @Schema(
                    description = "Mean over neurons of cc_norm and cc; null where undefined, and empty before it"
                            + " SUCCEEDED.")
            Map<String, Optional<Double>> means) {}

    /**
     * A metric over the seeds.
     *
     * @param metric which
     * @param mean over seeds of the mean over neurons
     * @param meanDeviation its standard deviation over seeds
     * @param seeds that count
     */
    @Schema(name = "SweepScore", description = "A metric over the seeds that have been fitted.")
    record Score(
            @Schema(allowableValues = {"cc_norm", "cc"}) String metric,

            @Schema(description = "Mean over seeds of the mean over neurons; null where it is undefined for any seed.")
            Optional<Double> mean,

            @Schema(description = "Standard deviation over seeds (n - 1) of the mean over neurons; null for one seed.")
            Optional<Double> meanDeviation,

            @Schema(description = "Seeds that were fitted so far.")
            int seeds) {}

    /**
     * The ensemble.
     *
     * @param jobId its job
     * @param state where that stands
     * @param model what it made
     * @param failure why it failed
     * @param means metric to mean over neurons
     * @param note why there is none
     */
    @Schema(name = "SweepEnsemble", description = "The ensemble of a sweep.")
    record Ensemble(
            @Schema(description = "Its job; null until the last fit has succeeded.")
            Optional<UUID> jobId,

            Optional<JobState> state,

            @Schema(
                    description = "The model that it made; null unless it SUCCEEDED.",
                    example = "ln-ns1-natural-ensemble@1")
            Optional<String> model,

            @Schema(description = "Why it failed, in a sentence; null unless it FAILED.")
            Optional<String> failure,

            @Schema(description = "Mean over neurons of cc_norm and cc of the mean prediction.")
            Map<String, Optional<Double>> means,

            @Schema(description = "Why there is none yet, or will never be; null where there is one.")
            Optional<String> note) {}

    /** What all fits of a sweep have in common, and what belongs to each. */
    static SweepResponse of(
            SweepSummary summary, JobSpec.Fit spec, List<Fit> fits, List<Score> scores, Optional<Ensemble> ensemble) {
        return new SweepResponse(
                summary.id(),
                summary.benchmark(),
                spec.model(),
                spec.training(),
                spec.units(),
                spec.neurons().isEmpty() ? Optional.empty() : Optional.of(spec.neurons()),
                summary.modelName(),
                summary.over(),
                summary.counts(),
                fits,
                scores,
                ensemble,
                summary.owner(),
                summary.createdAt(),
                summary.cancelledAt());
    }
}
