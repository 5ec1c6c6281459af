package org.tonotopy.registry.model;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.score.NeuronMetric;

/** Looks for models. Only the conditions that are asked for stand in the statement, so that each finds its index. */
public class ModelSearch {
    private static final String NEWEST_MEAN = "(select g.mean from score s join score_aggregate g on g.score_id = s.id"
            + " and g.metric = coalesce(cast(:metric as text), (select b.definition ->> 'ranking_metric' from benchmark b where b.id = v.benchmark_id))"
            + " where s.model_version_id = v.id and s.benchmark_id = v.benchmark_id order by s.created_at desc limit 1)";

    /** Has any score of the version the mean: what an index tells, whether few or many pass. */
    private static final String ANY_MEAN = "exists (select 1 from score_aggregate g join score s on s.id = g.score_id"
            + " where g.metric in (%s) and g.mean >= %s and s.model_version_id = v.id)";

    private final JdbcClient database;
    private final ModelVersionRepository versions;

    /** A search in a database. */
    public ModelSearch(JdbcClient database, ModelVersionRepository versions) {
        this.database = database;
        this.versions = versions;
    }

    /** A page of the versions that pass, newest first, older than a given one. */
    @Transactional(readOnly = true)
    public List<ModelVersion> find(ModelFilter filter, Instant createdAt, UUID id, int limit) {
        List<String> conditions = new ArrayList<>(List.of("(v.created_at, v.id) < (:at, :id)"));
        Map<String, Object> values = new HashMap<>(Map.of("at", Timestamp.from(createdAt), "id", id, "limit", limit));
        add(conditions, values, "v.benchmark_id = :value", "benchmark", filter.benchmark());
        add(
                conditions,
                values,
                "v.benchmark_id in (select b.id from benchmark b where b.dataset_id = :value)",
                "dataset",
                filter.dataset());
        add(conditions, values, "v.kind = :value", "kind", filter.kind());
        add(
                conditions,
                values,
                "v.owner_id = (select w.id from account w where w.name = :value)",
                "author",
                filter.author());
        add(conditions, values, "v.tags @> array[cast(:value as text)]", "tag", filter.tag());
        add(
                conditions,
                values,
                "exists (select 1 from model_alias a where a.model_id = v.model_id and a.version = v.version and a.alias = :value)",
                "alias",
                filter.alias());
        for (int number = 0; number < filter.specs().size(); number++) {
            add(
                    conditions,
                    values,
                    "v.spec @> cast(:value as jsonb)",
                    "spec" + number,
                    Optional.of(filter.specs().get(number)));
        }
        filter.atLeast().ifPresent(least -> {
            values.put("metric", least.metric().map(NeuronMetric::key).orElse(null));
            // As literals, for with values that it does not know, the database cannot tell whether few pass or many.
            String mean = "cast('" + least.mean() + "' as double precision)";
            String metrics = least.metric()
                    .map(Stream::of)
                    .orElseGet(ModelSearch::ranking)
                    .map(metric -> "'" + metric.key() + "'")
                    .collect(Collectors.joining(", "));
            conditions.add(ANY_MEAN.formatted(metrics, mean));
            conditions.add(NEWEST_MEAN + " >= " + mean);
        });
        List<UUID> found = database.sql("select v.id from model_version v where " + String.join(" and ", conditions)
                        + " order by v.created_at desc, v.id desc limit :limit")
                .params(values)
                .query(UUID.class)
                .list();
        Map<UUID, ModelVersion> loaded = found.isEmpty()
                ? Map.of()
                : versions.findByIdIn(found).stream().collect(Collectors.toMap(ModelVersion::id, Function.identity()));
        // One that was deleted in between is no longer there.
        return found.stream().map(loaded::get).filter(Objects::nonNull).toList();
    }

    private static Stream<NeuronMetric> ranking() {
        return Arrays.stream(RankingMetric.values()).map(RankingMetric::metric);
    }

    private static void add(
            List<String> conditions, Map<String, Object> values, String condition, String name, Optional<?> value) {
        value.ifPresent(known -> {
            conditions.add(condition.replace(":value", ":" + name));
            values.put(name, known);
        });
    }
}
