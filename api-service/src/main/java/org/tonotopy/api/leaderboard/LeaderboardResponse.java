package org.tonotopy.api.leaderboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.leaderboard.LeaderboardEntry;
import org.tonotopy.registry.reference.VersionedName;

/**
 * The board of a benchmark.
 *
 * @param benchmark its reference
 * @param dataset reference of its dataset
 * @param rankingMetric orders the entries
 * @param entries best first
 */
@Schema(
        name = "Leaderboard",
        description = "The models of a benchmark, scored on its test stimuli, best mean of the ranking metric first.")
record LeaderboardResponse(
        @Schema(example = "ns1-natural@1") String benchmark,
        @Schema(example = "ns1@1") String dataset,

        @Schema(
                allowableValues = {"cc_norm", "cc"},
                type = "string")
        RankingMetric rankingMetric,

        List<Entry> entries) {
    /** Copies the list. */
    LeaderboardResponse {
        entries = List.copyOf(entries);
    }

    /**
     * One model: all versions that differ by seed alone.
     *
     * @param kind model kind
     * @param label what it is beside one network for all neurons
     * @param units what one network predicts
     * @param ensembleOf members of an ensemble
     * @param folds folds of the benchmark
     * @param model what was fitted
     * @param training how
     * @param specSha256 hash of these and of units and members
     * @param parameterCount number of fitted parameters
     * @param seeds the seeds
     * @param models references of the versions, in the order of the seeds
     * @param metrics one per metric
     * @param fitSeconds mean wall time of the fits
     * @param authors who asked for them
     * @param newest when the newest was registered
     */
    @Schema(name = "LeaderboardEntry", description = "One model: all versions that differ by seed alone.")
    record Entry(
            @Schema(example = "statenet") String kind,

            @Schema(
                    description = "What it is beside one network for all neurons, in words; empty where it is just"
                            + " that.",
                    example = "ensemble of 3, a network for each neuron, 5 folds")
            String label,

            @Schema(
                    description = "What one network predicts: all neurons together, or one each.",
                    allowableValues = {"population", "each_neuron"},
                    type = "string")
            Units units,

            @Schema(description = "The models whose predictions an ensemble averages; empty for a fit.")
            List<String> ensembleOf,

            @Schema(
                    description = "Folds of the benchmark: each stimulus is predicted by networks that were fitted"
                            + " without it. Null where it has none.")
            Optional<Integer> folds,

            @Schema(description = "Kind and every hyperparameter.")
            Specification model,

            @Schema(description = "Way of training and every hyperparameter.")
            Specification training,

            @Schema(description = "Hash of model, training, units and members.")
            String specSha256,

            @Schema(description = "Number of fitted parameters.")
            long parameterCount,

            @Schema(description = "Seeds that were fitted, ascending; empty for an ensemble.")
            List<Long> seeds,

            @Schema(description = "The fitted models, in the order of the seeds, or the ensemble.")
            List<String> models,

            List<Metric> metrics,

            @Schema(description = "Mean wall time of the fits in seconds; of an ensemble, of its members together.")
            double fitSeconds,

            @Schema(description = "Who asked for the fits.") List<String> authors,

            @Schema(description = "When the newest was registered.")
            Instant newest) {}

    /**
     * A metric over neurons, averaged over seeds.
     *
     * @param metric which
     * @param mean mean over neurons
     * @param median median over neurons
     * @param meanDeviation standard deviation of the mean over seeds
     * @param counted neurons that count
     * @param leftOut neurons that do not
     */
    @Schema(name = "BoardMetric", description = "A metric over neurons, averaged over seeds.")
    record Metric(
            @Schema(allowableValues = {"cc", "cc_norm"}) String metric,

            @Schema(description = "Mean over neurons; null where it is undefined for any seed.")
            Optional<Double> mean,

            @Schema(description = "Median over neurons.") Optional<Double> median,

            @Schema(description = "Standard deviation of the mean over seeds; null for one seed.")
            Optional<Double> meanDeviation,

            @Schema(description = "Neurons that count, the fewest of any seed.")
            int counted,

            @Schema(description = "Neurons that do not, the most of any seed.")
            int leftOut) {}

    static LeaderboardResponse of(Benchmark benchmark, List<LeaderboardEntry> entries) {
        return new LeaderboardResponse(
                benchmark.reference().toString(),
                benchmark.dataset().reference().toString(),
                benchmark.definition().rankingMetric(),
                entries.stream().map(LeaderboardResponse::entry).toList());
    }

    private static Entry entry(LeaderboardEntry entry) {
        return new Entry(
                entry.kind(),
                entry.composition(),
                entry.spec().units(),
                entry.spec().members().stream().map(VersionedName::toString).toList(),
                Optional.of(entry.folds()).filter(folds -> folds > 0),
                entry.spec().model(),
                entry.spec().training(),
                entry.specSha256(),
                entry.parameterCount(),
                entry.seeds(),
                entry.models(),
                entry.metrics().stream()
                        .map(metric -> new Metric(
                                metric.metric().key(),
                                metric.mean(),
                                metric.median(),
                                metric.meanDeviation(),
                                metric.counted(),
                                metric.leftOut()))
                        .toList(),
                entry.fitSeconds(),
                entry.authors(),
                entry.newest());
    }
}
