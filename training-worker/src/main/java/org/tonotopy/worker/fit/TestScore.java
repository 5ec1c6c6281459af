package org.tonotopy.worker.fit;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tonotopy.encoding.metric.Metric;
import org.tonotopy.encoding.metric.MetricValue;
import org.tonotopy.encoding.metric.NeuronScores;
import org.tonotopy.encoding.metric.Predictions;
import org.tonotopy.encoding.metric.ScoreFlag;
import org.tonotopy.encoding.metric.UndefinedReason;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;
import org.tonotopy.registry.score.ScoreAggregate;

/** Scores predictions of the test stimuli and puts the numbers into the registry's form. */
final class TestScore {
    /** Version of the scorer's formulas; a change of any of them makes scores of two versions incomparable. */
    static final String SCORER_VERSION = "1";

    private TestScore() {}

    /**
     * The one look at the test responses: of a benchmark with folds, all of them concatenated.
     *
     * @param neurons indices in the dataset, in the order of the predictions
     * @param predictions for each test stimulus, in the benchmark's order
     */
    static BenchmarkScore of(PreparedBenchmark benchmark, List<Integer> neurons, Predictions predictions) {
        return convert(benchmark.test().score(neurons, predictions));
    }

    static BenchmarkScore convert(List<NeuronScores> neurons) {
        return new BenchmarkScore(
                SCORER_VERSION,
                neurons.stream().map(TestScore::convert).toList(),
                Arrays.stream(Metric.values())
                        .map(metric -> convert(org.tonotopy.encoding.metric.ScoreAggregate.of(metric, neurons)))
                        .toList());
    }

    private static NeuronScore convert(NeuronScores scores) {
        Map<NeuronMetric, Double> values = new EnumMap<>(NeuronMetric.class);
        Map<NeuronMetric, String> remarks = new EnumMap<>(NeuronMetric.class);
        scores.flags().forEach((flag, stimuli) -> remarks.put(subject(flag), flag.sentence(stimuli)));
        for (Metric metric : Metric.values()) {
            MetricValue value = scores.value(metric);
            if (value.isDefined()) {
                values.put(convert(metric), value.value());
            } else {
                remarks.put(
                        convert(metric),
                        value.reason().map(UndefinedReason::sentence).orElseThrow());
            }
        }
        return new NeuronScore(scores.neuronIndex(), values, remarks);
    }

    /** The metric that a flag says something about. */
    private static NeuronMetric subject(ScoreFlag flag) {
        return switch (flag) {
            case CC_NORM_IS_PLAIN_CC -> NeuronMetric.CC_NORM;
            case STIMULI_LEFT_OUT_OF_CC_MAX -> NeuronMetric.CC_MAX;
            case STIMULI_LEFT_OUT_OF_SIGNAL_POWER -> NeuronMetric.SIGNAL_POWER;
        };
    }

    private static ScoreAggregate convert(org.tonotopy.encoding.metric.ScoreAggregate aggregate) {
        Map<String, Integer> reasons = new TreeMap<>();
        aggregate.reasons().forEach((reason, count) -> reasons.put(reason.sentence(), count));
        return new ScoreAggregate(
                convert(aggregate.metric()),
                defined(aggregate.mean()),
                defined(aggregate.median()),
                defined(aggregate.lowerQuartile()),
                defined(aggregate.upperQuartile()),
                defined(aggregate.shareAboveZero()),
                aggregate.counted(),
                aggregate.leftOut(),
                reasons);
    }

    private static NeuronMetric convert(Metric metric) {
        return NeuronMetric.ofKey(metric.key())
                .orElseThrow(() -> new IllegalStateException(
                        "the registry has no column for " + metric.name().toLowerCase(Locale.ROOT)));
    }

    private static Optional<Double> defined(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }
}
