package org.tonotopy.api.leaderboard;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.board.BoardLedger.Computed;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.board.BoardStatistics.Standing;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.leaderboard.LeaderboardEntry;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.NeuronMetric;

/**
 * The board of a benchmark.
 *
 * @param benchmark its reference
 * @param dataset reference of its dataset
 * @param rankingMetric orders the entries
 * @param comparison what ranks and intervals were computed over
 * @param citation how to cite the board
 * @param entries best first
 */
@Schema(
        name = "Leaderboard",
        description = "The models of a benchmark, scored on its test stimuli, best mean of the ranking metric first.")
public record LeaderboardResponse(
        @Schema(example = "ns1-natural@1") String benchmark,
        @Schema(example = "ns1@1") String dataset,

        @Schema(
                allowableValues = {"cc_norm", "cc"},
                type = "string")
        RankingMetric rankingMetric,

        @Schema(
                description = "What ranks, intervals and pairs were computed over; null where nothing was computed yet."
                        + " Computing follows each new score by some seconds.")
        Optional<Comparison> comparison,

        @Schema(description = "How to cite this board; the hash tells which entries were compared.")
        String citation,

        List<Entry> entries) {
    /** As many digits of a hash tell boards apart, and fit into a sentence. */
    private static final int HASH_SHOWN = 16;

    /** Copies the list. */
    public LeaderboardResponse {
        entries = List.copyOf(entries);
    }

    /**
     * The comparison of the entries, as a worker computed it.
     *
     * @param computedAt when
     * @param current whether no score was added since
     * @param entries how many entries were compared
     * @param entriesSha256 hash of the entries and fits
     * @param codeVersion of the program that computed it
     */
    @Schema(name = "BoardComparison", description = "What ranks, intervals and pairs were computed over.")
    public record Comparison(
            Instant computedAt,

            @Schema(description = "Whether no score was added since; false: a newer comparison is under way.")
            boolean current,

            @Schema(description = "How many entries were compared: the best 100 by mean at most.")
            int entries,

            @Schema(description = "Hash of these entries and their fits.")
            String entriesSha256,

            @Schema(description = "Version of the program that computed it.")
            String codeVersion) {
        /** What is known of it. */
        public static Comparison of(Computed computed) {
            return new Comparison(
                    computed.computedAt(),
                    computed.current(),
                    computed.statistics().standings().size(),
                    computed.statistics().entriesSha256(),
                    computed.statistics().computedBy());
        }
    }

    /**
     * One model: all versions that differ by seed alone.
     *
     * @param rank among the entries that were compared
     * @param tied whether another entry has the same rank
     * @param onParameterFront whether no entry is better with no more parameters, or as good with fewer
     * @param onFitTimeFront the same for the time of a fit
     * @param kind model kind
     * @param label what it is beside one network for all neurons
     * @param units what one network predicts
     * @param ensembleOf members of an ensemble
     * @param folds folds of the benchmark
     * @param model what was fitted
     * @param training how
     * @param specSha256 hash of these and of units and members
     * @param external whether it was fitted elsewhere
     * @param parameterCount number of fitted parameters
     * @param seeds the seeds
     * @param models references of the versions, in the order of the seeds
     * @param metrics one per metric
     * @param fitSeconds mean wall time of the fits
     * @param authors who asked for them
     * @param newest when the newest was registered
     */
    @Schema(name = "LeaderboardEntry", description = "One model: all versions that differ by seed alone.")
    public record Entry(
            @Schema(
                    description =
                            "1 + the number of entries that are significantly better (Wilcoxon signed-rank test over neurons,"
                                    + " Holm's correction over all pairs, 0.05); null where it was not compared yet.")
            Optional<Integer> rank,

            @Schema(description = "Whether another entry has the same rank.")
            boolean tied,

            @Schema(
                    description =
                            "On the Pareto front of accuracy against parameters: no entry is better with no more of them,"
                                    + " or as good with fewer.")
            boolean onParameterFront,

            @Schema(description = "On the Pareto front of accuracy against fit time.")
            boolean onFitTimeFront,

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

            @Schema(
                    description =
                            "Whether it was fitted elsewhere: its predictions, or the weights that make them, were sent to be"
                                    + " scored by the same code.")
            boolean external,

            @Schema(
                    description =
                            "Number of fitted parameters; where the weights are elsewhere as the author claims, null where nobody said.")
            Optional<Long> parameterCount,

            @Schema(description = "Seeds that were fitted, ascending; empty for an ensemble.")
            List<Long> seeds,

            @Schema(description = "The fitted models, in the order of the seeds, or the ensemble.")
            List<String> models,

            List<Metric> metrics,

            @Schema(
                    description =
                            "Mean wall time of the fits in seconds; of an ensemble, of its members together; null for an external"
                                    + " model.")
            Optional<Double> fitSeconds,

            @Schema(description = "Who asked for the fits.") List<String> authors,

            @Schema(description = "When the newest was registered.")
            Instant newest)
            implements ShownEntry {
        @Override
        public int fewestSeeds() {
            return seeds.size();
        }

        @Override
        public Optional<Double> mean(String name) {
            return metric(name).flatMap(Metric::mean);
        }

        @Override
        public Optional<Double> median(String name) {
            return metric(name).flatMap(Metric::median);
        }

        /** A metric by its key. */
        public Optional<Metric> metric(String name) {
            return metrics.stream()
                    .filter(metric -> metric.metric().equals(name))
                    .findFirst();
        }
    }

    /**
     * A metric over neurons, averaged over seeds.
     *
     * @param metric which
     * @param mean mean over neurons
     * @param median median over neurons
     * @param meanDeviation standard deviation of the mean over seeds
     * @param counted neurons that count
     * @param leftOut neurons that do not
     * @param interval over neurons, as a worker computed it
     */
    @Schema(name = "BoardMetric", description = "A metric over neurons, averaged over seeds.")
    public record Metric(
            @Schema(allowableValues = {"cc", "cc_norm"}) String metric,

            @Schema(description = "Mean over neurons; null where it is undefined for any seed.")
            Optional<Double> mean,

            @Schema(description = "Median over neurons.") Optional<Double> median,

            @Schema(description = "Standard deviation of the mean over seeds; null for one seed.")
            Optional<Double> meanDeviation,

            @Schema(description = "Neurons that count, the fewest of any seed.")
            int counted,

            @Schema(description = "Neurons that do not, the most of any seed.")
            int leftOut,

            @Schema(description = "Over neurons; null where it was not computed yet.")
            Optional<Interval> interval) {}

    /**
     * 95 % bootstrap intervals over the neurons that count for every seed, whose scores are averaged over seeds first.
     *
     * @param neurons how many
     * @param mean over them; this and the others are empty where there is none
     * @param meanLow lower end of the mean's interval
     * @param meanHigh upper end
     * @param median over them
     * @param medianLow lower end of the median's interval
     * @param medianHigh upper end
     */
    @Schema(
            name = "BoardInterval",
            description =
                    "95 % bootstrap intervals (10,000 resamples, fixed seed) over the neurons that count for every seed,"
                            + " whose scores are averaged over seeds first.")
    public record Interval(
            @Schema(description = "How many neurons.") int neurons,
            Optional<Double> mean,
            Optional<Double> meanLow,
            Optional<Double> meanHigh,
            Optional<Double> median,
            Optional<Double> medianLow,
            Optional<Double> medianHigh) {
        /** As a worker computed it. */
        public static Interval of(BoardStatistics.Interval interval) {
            return new Interval(
                    interval.counted(),
                    interval.mean(),
                    interval.meanLow(),
                    interval.meanHigh(),
                    interval.median(),
                    interval.medianLow(),
                    interval.medianHigh());
        }
    }

    /** The same board as far as a filter shows it. */
    public LeaderboardResponse shownBy(BoardFilter filter) {
        return new LeaderboardResponse(
                benchmark,
                dataset,
                rankingMetric,
                comparison,
                citation,
                filter.of(entries, rankingMetric.metric().key()));
    }

    static LeaderboardResponse of(Benchmark benchmark, List<LeaderboardEntry> entries, Optional<Computed> computed) {
        NeuronMetric ranking = benchmark.definition().rankingMetric().metric();
        ParetoFront parameters =
                ParetoFront.of(entries, ranking, entry -> entry.parameterCount().map(Long::doubleValue));
        ParetoFront fitTime = ParetoFront.of(entries, ranking, LeaderboardEntry::fitSeconds);
        Map<String, Standing> standings = computed.map(Computed::statistics).map(BoardStatistics::standings).stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(Standing::entry, Function.identity()));
        return new LeaderboardResponse(
                benchmark.reference().toString(),
                benchmark.dataset().reference().toString(),
                benchmark.definition().rankingMetric(),
                computed.map(Comparison::of),
                citation(benchmark, computed),
                entries.stream()
                        .map(entry -> entry(
                                entry,
                                Optional.ofNullable(standings.get(entry.specSha256())),
                                parameters.has(entry),
                                fitTime.has(entry)))
                        .toList());
    }

    private static String citation(Benchmark benchmark, Optional<Computed> computed) {
        return "Tonotopy board of benchmark " + benchmark.reference() + " on dataset "
                + benchmark.dataset().reference() + computedInWords(computed) + ".";
    }

    /** The part of a citation that tells what was compared. */
    public static String computedInWords(Optional<Computed> computed) {
        return computed.map(known -> ", computed "
                        + LocalDate.ofInstant(known.computedAt(), ZoneOffset.UTC)
                        + " by version " + known.statistics().computedBy()
                        + " over entries "
                        + known.statistics().entriesSha256().substring(0, HASH_SHOWN))
                .orElse(", not compared yet");
    }

    private static Entry entry(
            LeaderboardEntry entry, Optional<Standing> standing, boolean onParameterFront, boolean onFitTimeFront) {
        return new Entry(
                standing.flatMap(Standing::rank),
                standing.map(Standing::tied).orElse(false),
                onParameterFront,
                onFitTimeFront,
                entry.kind(),
                entry.composition(),
                entry.spec().units(),
                entry.spec().members().stream().map(VersionedName::toString).toList(),
                Optional.of(entry.folds()).filter(folds -> folds > 0),
                entry.spec().model(),
                entry.spec().training(),
                entry.specSha256(),
                entry.isExternal(),
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
                                metric.leftOut(),
                                standing.flatMap(known -> known.interval(metric.metric()))
                                        .map(Interval::of)))
                        .toList(),
                entry.fitSeconds(),
                entry.authors(),
                entry.newest());
    }
}
