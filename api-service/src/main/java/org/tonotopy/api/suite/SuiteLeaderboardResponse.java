package org.tonotopy.api.suite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.tonotopy.api.leaderboard.BoardFilter;
import org.tonotopy.api.leaderboard.LeaderboardResponse;
import org.tonotopy.api.leaderboard.ShownEntry;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.board.BoardLedger.Computed;
import org.tonotopy.registry.board.BoardStatistics.GroupMean;
import org.tonotopy.registry.board.BoardStatistics.Standing;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.leaderboard.LeaderboardEntry;
import org.tonotopy.registry.leaderboard.SuiteEntry;
import org.tonotopy.registry.leaderboard.SuiteLeaderboard;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.suite.Suite;

/**
 * The board of a suite.
 *
 * @param suite its reference
 * @param benchmarks in order
 * @param rankingMetric orders the entries
 * @param comparison what the numbers were computed over
 * @param citation how to cite the board
 * @param leftOut models that lack a benchmark
 * @param entries best first
 */
@Schema(
        name = "SuiteLeaderboard",
        description =
                "The models that were fitted to every dataset of a suite, over the neurons of all of them, best mean of"
                        + " the ranking metric first.")
public record SuiteLeaderboardResponse(
        @Schema(example = "cortex@1") String suite,

        @Schema(description = "In the suite's order.") List<SuiteBenchmarkResponse> benchmarks,

        @Schema(
                allowableValues = {"cc_norm", "cc"},
                type = "string")
        RankingMetric rankingMetric,

        @Schema(
                description =
                        "What the numbers were computed over; null where nothing was computed yet. Computing follows"
                                + " each new score on one of the benchmarks by some seconds.")
        Optional<LeaderboardResponse.Comparison> comparison,

        @Schema(description = "How to cite this board; the hash tells which entries were compared.")
        String citation,

        @Schema(
                description =
                        "How many models have an entry on some of the benchmarks only; they are not among the entries.")
        int leftOut,

        List<Entry> entries) {
    /** Copies the lists. */
    public SuiteLeaderboardResponse {
        benchmarks = List.copyOf(benchmarks);
        entries = List.copyOf(entries);
    }

    /**
     * One model.
     *
     * @param rank among the entries that were compared
     * @param tied whether another entry has the same rank
     * @param kind model kind
     * @param label what it is beside one network for all neurons
     * @param units what one network predicts
     * @param model what was fitted
     * @param training how
     * @param specSha256 hash of these and of units
     * @param metrics one per metric, over the neurons of all benchmarks
     * @param benchmarks one per benchmark, in the suite's order
     * @param authors who asked for the fits
     * @param newest when the newest was registered
     */
    @Schema(
            name = "SuiteLeaderboardEntry",
            description = "One model: all versions that differ by seed and benchmark alone.")
    public record Entry(
            @Schema(
                    description =
                            "1 + the number of entries that are significantly better (Wilcoxon signed-rank test over the"
                                    + " neurons of all benchmarks, Holm's correction over all pairs, 0.05); null where it was"
                                    + " not compared yet.")
            Optional<Integer> rank,

            @Schema(description = "Whether another entry has the same rank.")
            boolean tied,

            @Schema(example = "statenet") String kind,

            @Schema(
                    description =
                            "What it is beside one network for all neurons, in words; empty where it is just that.")
            String label,

            @Schema(
                    description = "What one network predicts: all neurons together, or one each.",
                    allowableValues = {"population", "each_neuron"},
                    type = "string")
            Units units,

            @Schema(description = "Kind and every hyperparameter.")
            Specification model,

            @Schema(description = "Way of training and every hyperparameter.")
            Specification training,

            @Schema(description = "Hash of model, training and units: that of its entries on the benchmarks' boards.")
            String specSha256,

            @Schema(description = "Over the neurons of all benchmarks.")
            List<Metric> metrics,

            @Schema(description = "Benchmark by benchmark, in the suite's order.")
            List<OnBenchmark> benchmarks,

            @Schema(description = "Who asked for the fits.") List<String> authors,

            @Schema(description = "When the newest was registered.")
            Instant newest)
            implements ShownEntry {
        /** Copies the lists. */
        public Entry {
            metrics = List.copyOf(metrics);
            benchmarks = List.copyOf(benchmarks);
            authors = List.copyOf(authors);
        }

        @Override
        public List<String> models() {
            return benchmarks.stream().flatMap(part -> part.models().stream()).toList();
        }

        @Override
        public int fewestSeeds() {
            return benchmarks.stream()
                    .mapToInt(part -> part.seeds().size())
                    .min()
                    .orElse(0);
        }

        @Override
        public Optional<Double> mean(String name) {
            return interval(name).flatMap(LeaderboardResponse.Interval::mean);
        }

        @Override
        public Optional<Double> median(String name) {
            return interval(name).flatMap(LeaderboardResponse.Interval::median);
        }

        @Override
        public Optional<Long> parameterCount() {
            return benchmarks.stream().allMatch(part -> part.parameterCount().isPresent())
                    ? Optional.of(benchmarks.stream()
                            .mapToLong(part -> part.parameterCount().orElseThrow())
                            .sum())
                    : Optional.empty();
        }

        @Override
        public Optional<Double> fitSeconds() {
            return benchmarks.stream().allMatch(part -> part.fitSeconds().isPresent())
                    ? Optional.of(benchmarks.stream()
                            .mapToDouble(part -> part.fitSeconds().orElseThrow())
                            .sum())
                    : Optional.empty();
        }

        /** A metric as it was computed, by its key. */
        public Optional<LeaderboardResponse.Interval> interval(String name) {
            return metrics.stream()
                    .filter(metric -> metric.metric().equals(name))
                    .findFirst()
                    .flatMap(Metric::interval);
        }
    }

    /**
     * A metric over the neurons of all benchmarks.
     *
     * @param metric which
     * @param interval as a worker computed it
     */
    @Schema(name = "SuiteMetric", description = "A metric over the neurons of all benchmarks, averaged over seeds.")
    public record Metric(
            @Schema(allowableValues = {"cc", "cc_norm"}) String metric,

            @Schema(description = "Mean and median with their intervals; null where they were not computed yet.")
            Optional<LeaderboardResponse.Interval> interval) {}

    /**
     * A model on one of the benchmarks.
     *
     * @param benchmark its reference
     * @param counted neurons that count
     * @param mean of the ranking metric over them
     * @param models references of the versions, in the order of the seeds
     * @param seeds the seeds
     * @param parameterCount number of fitted parameters
     * @param fitSeconds mean wall time of the fits
     */
    @Schema(
            name = "SuiteEntryOnBenchmark",
            description =
                    "A model on one benchmark of a suite. Beside the mean over all neurons, in which a large dataset"
                            + " outweighs a small one.")
    public record OnBenchmark(
            @Schema(example = "ns1-natural@1") String benchmark,

            @Schema(description = "Neurons that count for every seed; null where it was not computed yet.")
            Optional<Integer> counted,

            @Schema(
                    description =
                            "Mean of the ranking metric over them; null where there is none, or it was not computed yet.")
            Optional<Double> mean,

            @Schema(description = "The fitted models, in the order of the seeds.")
            List<String> models,

            @Schema(description = "Seeds that were fitted, ascending.")
            List<Long> seeds,

            @Schema(description = "Number of fitted parameters; they depend on the dataset's neurons.")
            Optional<Long> parameterCount,

            @Schema(description = "Mean wall time of the fits in seconds.")
            Optional<Double> fitSeconds) {
        /** Copies the lists. */
        public OnBenchmark {
            models = List.copyOf(models);
            seeds = List.copyOf(seeds);
        }
    }

    /** The same board with the entries that a filter shows, in its order. */
    public SuiteLeaderboardResponse shownBy(BoardFilter filter) {
        return new SuiteLeaderboardResponse(
                suite,
                benchmarks,
                rankingMetric,
                comparison,
                citation,
                leftOut,
                filter.of(entries, rankingMetric.metric().key()));
    }

    static SuiteLeaderboardResponse of(Suite suite, SuiteLeaderboard.Entries entries, Optional<Computed> computed) {
        List<SuiteBenchmarkResponse> benchmarks =
                suite.benchmarks().stream().map(SuiteBenchmarkResponse::of).toList();
        return new SuiteLeaderboardResponse(
                suite.reference().toString(),
                benchmarks,
                suite.rankingMetric(),
                computed.map(LeaderboardResponse.Comparison::of),
                "Tonotopy board of suite " + suite.reference() + " over the benchmarks "
                        + String.join(
                                ", ",
                                benchmarks.stream()
                                        .map(SuiteBenchmarkResponse::benchmark)
                                        .toList())
                        + LeaderboardResponse.computedInWords(computed) + ".",
                entries.leftOut(),
                entries.entries().stream()
                        .map(entry -> entry(
                                entry,
                                benchmarks,
                                computed.flatMap(known -> known.statistics().of(entry.specSha256()))))
                        .toList());
    }

    private static Entry entry(SuiteEntry entry, List<SuiteBenchmarkResponse> benchmarks, Optional<Standing> standing) {
        return new Entry(
                standing.flatMap(Standing::rank),
                standing.map(Standing::tied).orElse(false),
                entry.kind(),
                entry.composition(),
                entry.spec().units(),
                entry.spec().model(),
                entry.spec().training(),
                entry.specSha256(),
                Leaderboard.BOARD_METRICS.stream()
                        .map(metric -> metric(metric, standing))
                        .toList(),
                IntStream.range(0, benchmarks.size())
                        .mapToObj(place -> onBenchmark(
                                benchmarks.get(place).benchmark(),
                                entry.onBenchmarks().get(place),
                                standing.map(known -> known.groups().get(place))))
                        .toList(),
                entry.authors(),
                entry.newest());
    }

    private static Metric metric(NeuronMetric metric, Optional<Standing> standing) {
        return new Metric(
                metric.key(), standing.flatMap(known -> known.interval(metric)).map(LeaderboardResponse.Interval::of));
    }

    private static OnBenchmark onBenchmark(String benchmark, LeaderboardEntry entry, Optional<GroupMean> mean) {
        return new OnBenchmark(
                benchmark,
                mean.map(GroupMean::counted),
                mean.flatMap(GroupMean::mean),
                entry.models(),
                entry.seeds(),
                entry.parameterCount(),
                entry.fitSeconds());
    }
}
