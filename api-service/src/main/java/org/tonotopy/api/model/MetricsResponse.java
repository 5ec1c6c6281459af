package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;
import org.tonotopy.registry.score.ScoreAggregate;

/**
 * How a model scores on the test stimuli.
 *
 * @param model its reference
 * @param benchmark that it was scored on
 * @param scorerVersion version of the scorer's formulas
 * @param aggregates one per metric
 * @param neurons one per neuron of the benchmark
 */
@Schema(name = "Metrics", description = "How a model scores on the test stimuli of its benchmark.")
record MetricsResponse(
        @Schema(example = "statenet-ns1-natural@1") String model,
        @Schema(example = "ns1-natural@1") String benchmark,

        @Schema(description = "Version of the scorer's formulas.")
        String scorerVersion,

        List<Aggregate> aggregates,
        List<Neuron> neurons) {
    /**
     * A metric over neurons.
     *
     * @param metric which
     * @param mean over neurons
     * @param median over neurons
     * @param lowerQuartile first quartile
     * @param upperQuartile third quartile
     * @param shareAboveZero share of the counted neurons above 0
     * @param counted neurons that count
     * @param leftOut neurons that do not
     * @param leftOutReasons reason to number of neurons
     */
    @Schema(name = "Aggregate", description = "A metric over the neurons for which it is defined.")
    record Aggregate(
            @Schema(example = "cc_norm") String metric,

            @Schema(description = "Null, as the next four, where no neuron counts.")
            Optional<Double> mean,

            Optional<Double> median,
            Optional<Double> lowerQuartile,
            Optional<Double> upperQuartile,

            @Schema(description = "Share of the counted neurons above 0.")
            Optional<Double> shareAboveZero,

            @Schema(description = "Neurons that count.") int counted,
            @Schema(description = "Neurons that do not.") int leftOut,

            @Schema(description = "Reason to number of neurons.")
            Map<String, Integer> leftOutReasons) {
        static Aggregate of(ScoreAggregate aggregate) {
            return new Aggregate(
                    aggregate.metric().key(),
                    aggregate.mean(),
                    aggregate.median(),
                    aggregate.lowerQuartile(),
                    aggregate.upperQuartile(),
                    aggregate.shareAboveZero(),
                    aggregate.counted(),
                    aggregate.leftOut(),
                    new TreeMap<>(aggregate.leftOutReasons()));
        }
    }

    /**
     * The metrics of one neuron.
     *
     * @param neuron index in the dataset
     * @param name its name there
     * @param metrics metric to value
     * @param undefined metric to reason
     */
    @Schema(name = "NeuronMetrics", description = "The metrics of one neuron.")
    record Neuron(
            @Schema(description = "Index in the dataset, from 0.")
            int neuron,

            @Schema(description = "Its name in the dataset.")
            String name,

            @Schema(
                    description = "Metric to value; a metric that is undefined is null.",
                    example = "{\"cc\": 0.61, \"cc_norm\": null}")
            Map<String, Optional<Double>> metrics,

            @Schema(
                    description = "Why a metric is undefined, or what is to be known of one that is defined.",
                    example = "{\"cc_norm\": \"the signal power is not above 0\"}")
            Map<String, String> undefined) {
        static Neuron of(NeuronScore score, List<DatasetShape.NeuronShape> neurons) {
            Map<String, Optional<Double>> metrics = new LinkedHashMap<>();
            Arrays.stream(NeuronMetric.values())
                    .forEach(metric -> metrics.put(
                            metric.key(), Optional.ofNullable(score.values().get(metric))));
            Map<String, String> undefined = new TreeMap<>();
            score.undefined().forEach((metric, reason) -> undefined.put(metric.key(), reason));
            return new Neuron(score.neuron(), neurons.get(score.neuron()).name(), metrics, undefined);
        }
    }

    static MetricsResponse of(ModelVersion version, BenchmarkScore score) {
        List<DatasetShape.NeuronShape> neurons =
                version.benchmark().dataset().shape().orElseThrow().neurons();
        return new MetricsResponse(
                version.reference().toString(),
                version.benchmark().reference().toString(),
                score.scorerVersion(),
                score.aggregates().stream().map(Aggregate::of).toList(),
                score.neurons().stream()
                        .map(neuron -> Neuron.of(neuron, neurons))
                        .toList());
    }
}
