package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.metric.Metric;
import org.tonotopy.encoding.metric.MetricValue;
import org.tonotopy.encoding.metric.NeuronScores;
import org.tonotopy.encoding.metric.ScoreFlag;
import org.tonotopy.encoding.metric.UndefinedReason;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;
import org.tonotopy.registry.score.ScoreAggregate;

class TestScoreTest {
    @Test
    void everyMetricOfTheScorerHasItsColumn() {
        NeuronScore neuron =
                TestScore.convert(List.of(scores(7, Set.of()))).neurons().get(0);

        assertThat(neuron.neuron()).isEqualTo(7);
        assertThat(neuron.values()).containsOnlyKeys(NeuronMetric.values());
        for (Metric metric : Metric.values()) {
            assertThat(neuron.value(NeuronMetric.ofKey(metric.key()).orElseThrow()))
                    .hasValue(metric.ordinal() + 0.5);
        }
    }

    @Test
    void anUndefinedMetricIsAbsentWithItsReasonAndCountsAsLeftOut() {
        NeuronScores defined = scores(0, Set.of());
        NeuronScores undefined = scores(1, Set.of(Metric.CC_NORM));

        BenchmarkScore score = TestScore.convert(List.of(defined, undefined));

        assertThat(score.neurons().get(1).values()).doesNotContainKey(NeuronMetric.CC_NORM);
        assertThat(score.neurons().get(1).undefined())
                .containsEntry(NeuronMetric.CC_NORM, UndefinedReason.SIGNAL_POWER_NOT_POSITIVE.sentence());
        ScoreAggregate aggregate = aggregate(score, NeuronMetric.CC_NORM);
        assertThat(aggregate.mean()).contains(Metric.CC_NORM.ordinal() + 0.5);
        assertThat(aggregate.counted()).isEqualTo(1);
        assertThat(aggregate.leftOut()).isEqualTo(1);
        assertThat(aggregate.leftOutReasons())
                .containsExactly(Map.entry(UndefinedReason.SIGNAL_POWER_NOT_POSITIVE.sentence(), 1));
    }

    @Test
    void whereNoNeuronCountsTheAggregateIsAbsentAndNotZero() {
        BenchmarkScore score = TestScore.convert(List.of(scores(0, Set.of(Metric.CC_NORM))));

        ScoreAggregate aggregate = aggregate(score, NeuronMetric.CC_NORM);

        assertThat(aggregate.mean()).isEmpty();
        assertThat(aggregate.median()).isEmpty();
        assertThat(aggregate.shareAboveZero()).isEmpty();
        assertThat(aggregate.counted()).isZero();
    }

    @Test
    void whatIsToBeKnownOfADefinedMetricStandsBesideIt() {
        NeuronScores plain =
                new NeuronScores(0, "unit", scores(0, Set.of()).values(), Map.of(ScoreFlag.CC_NORM_IS_PLAIN_CC, 3));

        NeuronScore neuron = TestScore.convert(List.of(plain)).neurons().get(0);

        assertThat(neuron.values()).containsKey(NeuronMetric.CC_NORM);
        assertThat(neuron.undefined()).containsEntry(NeuronMetric.CC_NORM, ScoreFlag.CC_NORM_IS_PLAIN_CC.sentence(3));
    }

    private static NeuronScores scores(int neuron, Set<Metric> undefined) {
        Map<Metric, MetricValue> values = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            values.put(
                    metric,
                    undefined.contains(metric)
                            ? MetricValue.undefined(UndefinedReason.SIGNAL_POWER_NOT_POSITIVE)
                            : MetricValue.of(metric.ordinal() + 0.5));
        }
        return new NeuronScores(neuron, "unit", values, Map.of());
    }

    private static ScoreAggregate aggregate(BenchmarkScore score, NeuronMetric metric) {
        return score.aggregates().stream()
                .filter(candidate -> candidate.metric() == metric)
                .findFirst()
                .orElseThrow();
    }
}
