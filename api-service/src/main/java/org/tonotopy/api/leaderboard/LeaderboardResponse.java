package org.tonotopy.api.leaderboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.leaderboard.LeaderboardEntry;

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
     * @param model what was fitted
     * @param training how
     * @param specSha256 hash of both
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

            @Schema(description = "Kind and every hyperparameter.")
            Specification model,

            @Schema(description = "Way of training and every hyperparameter.")
            Specification training,

            @Schema(description = "Hash of model and training.")
            String specSha256,

            @Schema(description = "Number of fitted parameters.")
            long parameterCount,

            @Schema(description = "Seeds that were fitted, ascending.")
            List<Long> seeds,

            @Schema(description = "The fitted models, in the order of the seeds.")
            List<String> models,

            List<Metric> metrics,

            @Schema(description = "Mean wall time of the fits in seconds.")
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
