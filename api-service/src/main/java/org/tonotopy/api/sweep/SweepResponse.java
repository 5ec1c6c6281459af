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
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.VariedValues;
import tools.jackson.databind.JsonNode;

/**
 * A sweep.
 *
 * @param id identity
 * @param benchmark the first of its benchmarks
 * @param benchmarks that its fits are for
 * @param model what is fitted
 * @param training how
 * @param units what one network predicts
 * @param neurons that are fitted
 * @param modelName of its first fit
 * @param varied what its fits differ in
 * @param over whether nothing of it will move any more
 * @param size number of its fits
 * @param counts number of its fits in each state
 * @param halving how weak fits are stopped early
 * @param rungEpochs epochs of the rung that its fits are in
 * @param best the best so far
 * @param fits of a small sweep
 * @param scores over the seeds
 * @param ensemble of its fits
 * @param owner who asked for it
 * @param createdAt when it was asked for
 * @param cancelledAt when somebody cancelled it
 */
@Schema(name = "Sweep", description = "Fits that were asked for together, and their ensemble.")
public record SweepResponse(
        UUID id,

        @Schema(description = "The first of the benchmarks that its fits are for.", example = "ns1-natural@1")
        String benchmark,

        @Schema(description = "The benchmarks that its fits are for.", example = "[\"ns1-natural@1\"]")
        List<String> benchmarks,

        @Schema(description = "Kind and every hyperparameter; null where fits differ in any.")
        Optional<Specification> model,

        @Schema(description = "Way of training and every hyperparameter; null where fits differ in any.")
        Optional<Specification> training,

        @Schema(
                description = "What one network predicts: all neurons together, or one each.",
                allowableValues = {"population", "each_neuron"},
                type = "string")
        Units units,

        @Schema(
                description = "Indices in the dataset of the neurons that are fitted; null: all of the benchmark,"
                        + " or fits differ in them.")
        Optional<List<Integer>> neurons,

        @Schema(
                description =
                        "Under which its fits are kept; where no name was asked for and kinds or benchmarks differ,"
                                + " under which the first is.",
                example = "statenet-ns1-natural")
        String modelName,

        @Schema(
                description = "What its fits differ in: paths of their specs.",
                example = "[\"model.channels\", \"seed\"]")
        List<String> varied,

        @Schema(description = "Whether nothing of it will move any more.")
        boolean over,

        @Schema(description = "How many fits it has.", example = "3")
        int size,

        @Schema(description = "How many of its fits are in each state.", example = "{\"SUCCEEDED\": 2, \"RUNNING\": 1}")
        Map<JobState, Integer> counts,

        @Schema(description = "How weak fits are stopped early; null: all run through.")
        Optional<HalvingRequest> halving,

        @Schema(description = "Epochs at the end of the rung that its fits are in; null: they run through.")
        Optional<Integer> rungEpochs,

        @Schema(
                description = "Up to five fits with the best validation scores so far, the best first. Scores for"
                        + " different benchmarks or neurons do not compare.")
        List<SweepFitResponse> best,

        @Schema(
                description = "Its fits in the order in which they were asked for; null where there are more than 100:"
                        + " GET /api/v1/sweeps/{id}/jobs lists them.")
        Optional<List<Fit>> fits,

        @Schema(
                description = "Mean and spread over the seeds that have been fitted so far, for all that differs"
                        + " otherwise; empty before the first, and of sweeps of more than 100 fits.")
        List<Score> scores,

        @Schema(description = "The ensemble of its fits; null where none was asked for.")
        Optional<Ensemble> ensemble,

        @Schema(description = "Who asked for it.") String owner,
        Instant createdAt,

        @Schema(description = "When somebody cancelled it; null: nobody did.")
        Optional<Instant> cancelledAt) {
    /** Copies the lists. */
    public SweepResponse {
        benchmarks = List.copyOf(benchmarks);
        varied = List.copyOf(varied);
        best = List.copyOf(best);
        fits = fits.map(List::copyOf);
        scores = List.copyOf(scores);
    }

    /**
     * A fit with its test scores.
     *
     * @param seed of the fit
     * @param jobId its job
     * @param state where it stands
     * @param values what it has of its own
     * @param validationScore best so far
     * @param model what it made
     * @param failure why it failed
     * @param means metric to mean over neurons
     */
    @Schema(name = "SweepScoredFit", description = "A fit of a sweep with its test scores.")
    record Fit(
            long seed,
            @Schema(description = "Its job.") UUID jobId,
            JobState state,

            @Schema(
                    description = "What it has of its own, by each path that the sweep varies.",
                    example = "{\"seed\": 0}")
            Map<String, JsonNode> values,

            @Schema(description = "Best validation score so far; null: none yet, or undefined.")
            Optional<Double> validationScore,

            @Schema(description = "The model that it made; null unless it SUCCEEDED.", example = "ln-ns1-natural@1")
            Optional<String> model,

            @Schema(description = "Why it failed, in a sentence; null unless it FAILED.")
            Optional<String> failure,

            @Schema(
                    description = "Mean over neurons of cc_norm and cc; null where undefined, and empty before it"
                            + " SUCCEEDED.")
            Map<String, Optional<Double>> means) {}

    /**
     * A metric over the seeds of fits that are alike otherwise.
     *
     * @param values what these fits have of their own
     * @param metric which
     * @param mean over seeds of the mean over neurons
     * @param meanDeviation its standard deviation over seeds
     * @param seeds that count
     */
    @Schema(name = "SweepScore", description = "A metric over the seeds that have been fitted.")
    record Score(
            @Schema(
                    description =
                            "What these fits have of their own but the seed; empty where fits differ by seed alone.",
                    example = "{\"model.channels\": 7}")
            Map<String, JsonNode> values,

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

    /**
     * What all fits of a sweep have in common, and what belongs to each.
     *
     * @param first its first fit
     */
    static SweepResponse of(
            Sweep sweep,
            SweepSummary summary,
            JobSpec.Fit first,
            List<SweepFitResponse> best,
            Optional<List<Fit>> fits,
            List<Score> scores,
            Optional<Ensemble> ensemble) {
        return new SweepResponse(
                summary.id(),
                summary.benchmark(),
                summary.benchmarks(),
                common(summary, "model.") ? Optional.of(first.model()) : Optional.empty(),
                common(summary, "training.") ? Optional.of(first.training()) : Optional.empty(),
                first.units(),
                first.neurons().isEmpty() || !common(summary, VariedValues.NEURONS)
                        ? Optional.empty()
                        : Optional.of(first.neurons()),
                summary.modelName(),
                summary.varied(),
                summary.over(),
                summary.size(),
                summary.counts(),
                sweep.halving().map(halving -> new HalvingRequest(halving.firstEpochs(), halving.factor())),
                sweep.rungEpochs(),
                best,
                fits,
                scores,
                ensemble,
                summary.owner(),
                summary.createdAt(),
                summary.cancelledAt());
    }

    private static boolean common(SweepSummary summary, String path) {
        return summary.varied().stream().noneMatch(varied -> varied.startsWith(path));
    }
}
