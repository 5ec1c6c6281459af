package org.tonotopy.registry.leaderboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkSplit;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.leaderboard.LeaderboardEntry.BoardMetric;
import org.tonotopy.registry.model.FittedSpec;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.SeedSpread;

/** Folds the scores of a benchmark into a board. */
public class Leaderboard {
    /** What a board shows. */
    public static final List<NeuronMetric> BOARD_METRICS = List.of(NeuronMetric.CC_NORM, NeuronMetric.CC);

    /** Everybody sees the same board, and learns nothing from it of a model that somebody may not read. */
    private static final String READ_BY_ALL =
            "exists (select 1 from readable.board_model r where r.model_version_id = v.id)";

    private final JdbcClient database;

    /** A board over the scores in a database. */
    public Leaderboard(JdbcClient database) {
        this.database = database;
    }

    /**
     * The board of a benchmark: best mean of the ranking metric first, entries whose mean is undefined
     * last, equal ones by kind and spec. Of several fits with one spec and seed, the first counts: a repetition cannot
     * improve a score. A version that predicts some of the benchmark's neurons only is on no board: means over different neurons
     * cannot be compared. Nor is one on it that somebody may not read who may read the benchmark.
     */
    @Transactional(readOnly = true)
    public List<LeaderboardEntry> entries(Benchmark benchmark) {
        return entries(List.of(benchmark)).get(0);
    }

    /** The boards of some benchmarks, in their order and in one query. */
    @Transactional(readOnly = true)
    public List<List<LeaderboardEntry>> entries(List<Benchmark> benchmarks) {
        Map<UUID, Map<String, List<Row>>> byBenchmark = new HashMap<>();
        // The same specs stand on many boards, with each seed and each metric.
        Map<String, FittedSpec> specs = new HashMap<>();
        database.sql(
                        "select distinct on (s.benchmark_id, v.spec_sha256, v.seed, g.metric) s.benchmark_id, v.id, v.kind, v.spec, encode(v.spec_sha256, 'hex') as spec_sha256, v.parameter_count, v.seed,"
                                + " m.name || '@' || v.version as model, v.fit_seconds, a.name as author, v.created_at,"
                                + " g.metric, g.mean, g.median, g.counted, g.left_out"
                                + " from score s join model_version v on v.id = s.model_version_id"
                                + " join model m on m.id = v.model_id join account a on a.id = v.owner_id"
                                + " join score_aggregate g on g.score_id = s.id and g.metric in ('cc', 'cc_norm')"
                                + " where s.benchmark_id = any(:benchmarks) and v.neurons is null and " + READ_BY_ALL
                                + " order by s.benchmark_id, v.spec_sha256, v.seed, g.metric, v.created_at, v.id")
                .param("benchmarks", benchmarks.stream().map(Benchmark::id).toArray(UUID[]::new))
                .query(row -> {
                    byBenchmark
                            .computeIfAbsent(row.getObject("benchmark_id", UUID.class), id -> new LinkedHashMap<>())
                            .computeIfAbsent(row.getString("spec_sha256"), spec -> new ArrayList<>())
                            .add(Row.read(row, specs));
                });
        return benchmarks.stream()
                .map(benchmark -> entries(benchmark, byBenchmark.getOrDefault(benchmark.id(), Map.of())))
                .toList();
    }

    private static List<LeaderboardEntry> entries(Benchmark benchmark, Map<String, List<Row>> bySpec) {
        NeuronMetric ranking = benchmark.definition().rankingMetric().metric();
        BenchmarkSplit split = benchmark.definition().split();
        int folds = split.hasFolds() ? split.turns().size() : 0;
        return bySpec.values().stream()
                .map(rows -> fold(rows, folds))
                .sorted(order(ranking))
                .toList();
    }

    /**
     * The scores of a board's entries, by hash of their spec, in one query: of the same fits as {@link #entries}.
     *
     * @param specs hashes of the specs that are wanted
     */
    @Transactional(readOnly = true)
    public Map<String, EntryScores> scores(Benchmark benchmark, Collection<String> specs) {
        Map<String, EntryScores> scores = new HashMap<>();
        if (!specs.isEmpty()) {
            database.sql(
                            "with fits as (select distinct on (v.spec_sha256, v.seed) s.id, v.spec_sha256, v.seed from score s"
                                    + " join model_version v on v.id = s.model_version_id where s.benchmark_id = :benchmark"
                                    + " and v.neurons is null and " + READ_BY_ALL
                                    + " and v.spec_sha256 in (select decode(spec, 'hex') from unnest(:specs) spec)"
                                    + " order by v.spec_sha256, v.seed, v.created_at, v.id)"
                                    + " select encode(f.spec_sha256, 'hex') as spec, array_agg(n.neuron order by n.neuron) as neurons,"
                                    + " array_agg(n.cc order by n.neuron) as cc, array_agg(n.cc_norm order by n.neuron) as cc_norm"
                                    + " from fits f join neuron_score n on n.score_id = f.id"
                                    + " group by f.id, f.spec_sha256, f.seed order by f.spec_sha256, f.seed")
                    .param("benchmark", benchmark.id())
                    .param("specs", specs.toArray(String[]::new))
                    .query(row -> {
                        scores.merge(row.getString("spec"), fit(row), EntryScores::withFitsOf);
                    });
        }
        return scores;
    }

    private static EntryScores fit(ResultSet row) throws SQLException {
        Map<NeuronMetric, List<Optional<Double>>> fit = new EnumMap<>(NeuronMetric.class);
        for (NeuronMetric metric : BOARD_METRICS) {
            fit.put(
                    metric,
                    Arrays.stream((Double[]) row.getArray(metric.key()).getArray())
                            .map(Optional::ofNullable)
                            .toList());
        }
        return new EntryScores(List.of((Integer[]) row.getArray("neurons").getArray()), List.of(fit));
    }

    private static Comparator<LeaderboardEntry> order(NeuronMetric ranking) {
        return Comparator.comparingDouble((LeaderboardEntry entry) -> entry.metrics().stream()
                        .filter(metric -> metric.metric() == ranking)
                        .flatMap(metric -> metric.mean().stream())
                        .findFirst()
                        .map(mean -> -mean)
                        .orElse(Double.POSITIVE_INFINITY))
                .thenComparing(LeaderboardEntry::kind)
                .thenComparing(LeaderboardEntry::specSha256);
    }

    private static LeaderboardEntry fold(List<Row> rows, int folds) {
        Row first = rows.get(0);
        Map<UUID, Row> versions = new LinkedHashMap<>();
        Map<NeuronMetric, List<Row>> metrics = new LinkedHashMap<>();
        for (Row row : rows) {
            versions.putIfAbsent(row.version(), row);
            metrics.computeIfAbsent(row.metric(), metric -> new ArrayList<>()).add(row);
        }
        List<Row> fits = List.copyOf(versions.values());
        return new LeaderboardEntry(
                first.kind(),
                first.spec(),
                first.specSha256(),
                first.parameterCount(),
                fits.stream().flatMap(fit -> fit.seed().stream()).toList(),
                fits.stream().map(Row::model).toList(),
                metrics.entrySet().stream()
                        .map(entry -> fold(entry.getKey(), entry.getValue()))
                        .toList(),
                SeedSpread.of(fits.stream().map(Row::fitSeconds).toList()).mean(),
                folds,
                fits.stream().map(Row::author).distinct().sorted().toList(),
                fits.stream().map(Row::createdAt).max(Comparator.naturalOrder()).orElseThrow());
    }

    private static BoardMetric fold(NeuronMetric metric, List<Row> seeds) {
        SeedSpread means = SeedSpread.of(seeds.stream().map(Row::mean).toList());
        return new BoardMetric(
                metric,
                means.mean(),
                SeedSpread.of(seeds.stream().map(Row::median).toList()).mean(),
                means.deviation(),
                seeds.stream().mapToInt(Row::counted).min().orElseThrow(),
                seeds.stream().mapToInt(Row::leftOut).max().orElseThrow());
    }

    private record Row(
            UUID version,
            String kind,
            FittedSpec spec,
            String specSha256,
            Optional<Long> parameterCount,
            Optional<Long> seed,
            String model,
            Optional<Double> fitSeconds,
            String author,
            Instant createdAt,
            NeuronMetric metric,
            Optional<Double> mean,
            Optional<Double> median,
            int counted,
            int leftOut) {
        /** @param specs those that were read before, by hash */
        static Row read(ResultSet row, Map<String, FittedSpec> specs) throws SQLException {
            String spec = row.getString("spec");
            String specSha256 = row.getString("spec_sha256");
            return new Row(
                    row.getObject("id", UUID.class),
                    row.getString("kind"),
                    specs.computeIfAbsent(
                            specSha256, first -> RegistryJson.mapper().readValue(spec, FittedSpec.class)),
                    specSha256,
                    Optional.ofNullable(row.getObject("parameter_count", Long.class)),
                    Optional.ofNullable(row.getObject("seed", Long.class)),
                    row.getString("model"),
                    Optional.ofNullable(row.getObject("fit_seconds", Double.class)),
                    row.getString("author"),
                    row.getTimestamp("created_at").toInstant(),
                    NeuronMetric.ofKey(row.getString("metric")).orElseThrow(),
                    Optional.ofNullable(row.getObject("mean", Double.class)),
                    Optional.ofNullable(row.getObject("median", Double.class)),
                    row.getInt("counted"),
                    row.getInt("left_out"));
        }
    }
}
