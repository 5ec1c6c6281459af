package org.tonotopy.registry.score;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.core.type.TypeReference;

/** Keeps scores: one narrow row per neuron, written in one batch, because they are by far the most numerous rows. */
public class ScoreRegistry {
    private static final List<NeuronMetric> METRICS = List.of(NeuronMetric.values());
    private static final String INSERT_NEURON = "insert into neuron_score (score_id, neuron, "
            + METRICS.stream().map(NeuronMetric::key).collect(Collectors.joining(", "))
            + ", undefined) values (?, ?, " + "?, ".repeat(METRICS.size()) + "cast(? as jsonb))";

    private final JdbcTemplate batch;
    private final JdbcClient database;

    /** A registry of the scores in a database. */
    public ScoreRegistry(JdbcTemplate jdbc) {
        this.batch = jdbc;
        this.database = JdbcClient.create(jdbc);
    }

    /** Writes a score of a model version on a benchmark; part of the caller's transaction. */
    @Transactional
    public void insert(UUID modelVersion, UUID benchmark, BenchmarkScore score, Instant now) {
        UUID id = UUID.randomUUID();
        database.sql("insert into score (id, model_version_id, benchmark_id, scorer_version, created_at)"
                        + " values (:id, :version, :benchmark, :scorer, :now)")
                .param("id", id)
                .param("version", modelVersion)
                .param("benchmark", benchmark)
                .param("scorer", score.scorerVersion())
                .param("now", Timestamp.from(now))
                .update();
        List<NeuronScore> neurons = score.neurons();
        batch.batchUpdate(INSERT_NEURON, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement row, int index) throws SQLException {
                NeuronScore neuron = neurons.get(index);
                int column = 1;
                row.setObject(column++, id);
                row.setInt(column++, neuron.neuron());
                for (NeuronMetric metric : METRICS) {
                    row.setObject(column++, neuron.values().get(metric), Types.DOUBLE);
                }
                row.setString(column, neuron.undefined().isEmpty() ? null : json(keyed(neuron.undefined())));
            }

            @Override
            public int getBatchSize() {
                return neurons.size();
            }
        });
        score.aggregates().forEach(aggregate -> insert(id, aggregate));
    }

    private void insert(UUID score, ScoreAggregate aggregate) {
        database.sql("insert into score_aggregate (score_id, metric, mean, median, lower_quartile, upper_quartile,"
                        + " share_above_zero, counted, left_out, left_out_reasons) values (:score, :metric, :mean, :median,"
                        + " :lower, :upper, :share, :counted, :leftOut, cast(:reasons as jsonb))")
                .param("score", score)
                .param("metric", aggregate.metric().key())
                .param("mean", aggregate.mean().orElse(null), Types.DOUBLE)
                .param("median", aggregate.median().orElse(null), Types.DOUBLE)
                .param("lower", aggregate.lowerQuartile().orElse(null), Types.DOUBLE)
                .param("upper", aggregate.upperQuartile().orElse(null), Types.DOUBLE)
                .param("share", aggregate.shareAboveZero().orElse(null), Types.DOUBLE)
                .param("counted", aggregate.counted())
                .param("leftOut", aggregate.leftOut())
                .param("reasons", json(aggregate.leftOutReasons()))
                .update();
    }

    /** The score of a model version on the benchmark that it was fitted for; empty where there is none. */
    @Transactional(readOnly = true)
    public Optional<BenchmarkScore> find(UUID modelVersion) {
        return find(modelVersion, METRICS);
    }

    /**
     * The same with some metrics of each neuron alone.
     *
     * @param metrics that are wanted
     */
    @Transactional(readOnly = true)
    public Optional<BenchmarkScore> find(UUID modelVersion, List<NeuronMetric> metrics) {
        record Head(UUID id, String scorerVersion) {}
        return database.sql(
                        "select s.id, s.scorer_version from score s join model_version v on v.id = s.model_version_id"
                                + " where v.id = :version and s.benchmark_id = v.benchmark_id"
                                + " order by s.created_at desc limit 1")
                .param("version", modelVersion)
                .query((row, number) -> new Head(row.getObject("id", UUID.class), row.getString("scorer_version")))
                .optional()
                .map(head ->
                        new BenchmarkScore(head.scorerVersion(), neurons(head.id(), metrics), aggregates(head.id())));
    }

    /**
     * A metric over neurons of several model versions, each on the benchmark that it was fitted for.
     *
     * @param versions identities of model versions
     * @param metric which
     * @return the mean over neurons by version; empty where it is undefined, and no entry for a version without a score
     */
    @Transactional(readOnly = true)
    public Map<UUID, Optional<Double>> means(Collection<UUID> versions, NeuronMetric metric) {
        Map<UUID, Optional<Double>> means = new HashMap<>();
        if (!versions.isEmpty()) {
            database.sql("select distinct on (v.id) v.id, g.mean from score s"
                            + " join model_version v on v.id = s.model_version_id and v.benchmark_id = s.benchmark_id"
                            + " join score_aggregate g on g.score_id = s.id and g.metric = :metric"
                            + " where v.id in (:versions) order by v.id, s.created_at desc")
                    .param("metric", metric.key())
                    .param("versions", versions)
                    .query(row -> {
                        means.put(row.getObject("id", UUID.class), value(row, "mean"));
                    });
        }
        return means;
    }

    private List<NeuronScore> neurons(UUID score, List<NeuronMetric> metrics) {
        return database.sql("select neuron, "
                        + metrics.stream().map(NeuronMetric::key).collect(Collectors.joining(", "))
                        + ", undefined from neuron_score where score_id = :score order by neuron")
                .param("score", score)
                .query((row, number) -> {
                    Map<NeuronMetric, Double> values = new EnumMap<>(NeuronMetric.class);
                    for (NeuronMetric metric : metrics) {
                        value(row, metric.key()).ifPresent(value -> values.put(metric, value));
                    }
                    return new NeuronScore(row.getInt("neuron"), values, reasons(row));
                })
                .list();
    }

    private static Map<NeuronMetric, String> reasons(ResultSet row) throws SQLException {
        String json = row.getString("undefined");
        Map<NeuronMetric, String> reasons = new EnumMap<>(NeuronMetric.class);
        if (json != null) {
            RegistryJson.mapper()
                    .readValue(json, new TypeReference<Map<String, String>>() {})
                    .forEach((key, reason) -> NeuronMetric.ofKey(key).ifPresent(metric -> reasons.put(metric, reason)));
        }
        return reasons;
    }

    private List<ScoreAggregate> aggregates(UUID score) {
        return database.sql("select * from score_aggregate where score_id = :score order by metric")
                .param("score", score)
                .query((row, number) -> new ScoreAggregate(
                        NeuronMetric.ofKey(row.getString("metric")).orElseThrow(),
                        value(row, "mean"),
                        value(row, "median"),
                        value(row, "lower_quartile"),
                        value(row, "upper_quartile"),
                        value(row, "share_above_zero"),
                        row.getInt("counted"),
                        row.getInt("left_out"),
                        RegistryJson.mapper()
                                .readValue(
                                        row.getString("left_out_reasons"),
                                        new TypeReference<Map<String, Integer>>() {})))
                .list();
    }

    private static Optional<Double> value(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private static Map<String, String> keyed(Map<NeuronMetric, String> reasons) {
        Map<String, String> keyed = new TreeMap<>();
        reasons.forEach((metric, reason) -> keyed.put(metric.key(), reason));
        return keyed;
    }

    private static String json(Object value) {
        return RegistryJson.mapper().writeValueAsString(value);
    }
}
