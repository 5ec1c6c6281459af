package org.tonotopy.encoding.metric;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One metric over neurons. The numbers are NaN where no neuron counts.
 *
 * @param metric which one
 * @param mean mean over the neurons that count
 * @param median their median
 * @param lowerQuartile their first quartile, interpolated linearly between neighbours
 * @param upperQuartile their third quartile, likewise
 * @param shareAboveZero share of them above 0, from 0 to 1
 * @param counted how many neurons count
 * @param leftOut how many do not
 * @param reasons how often each reason left a neuron out
 */
public record ScoreAggregate(
        Metric metric,
        double mean,
        double median,
        double lowerQuartile,
        double upperQuartile,
        double shareAboveZero,
        int counted,
        int leftOut,
        Map<UndefinedReason, Integer> reasons) {

    public ScoreAggregate {
        Map<UndefinedReason, Integer> sorted = new EnumMap<>(UndefinedReason.class);
        sorted.putAll(reasons);
        reasons = Collections.unmodifiableMap(sorted);
    }

    /** Aggregates one metric of the neurons. */
    public static ScoreAggregate of(Metric metric, List<NeuronScores> neurons) {
        Map<UndefinedReason, Integer> reasons = new EnumMap<>(UndefinedReason.class);
        for (NeuronScores scores : neurons) {
            scores.value(metric).reason().ifPresent(why -> reasons.merge(why, 1, Integer::sum));
        }
        double[] defined = neurons.stream()
                .map(scores -> scores.value(metric))
                .filter(MetricValue::isDefined)
                .mapToDouble(MetricValue::value)
                .sorted()
                .toArray();
        int counted = defined.length;
        long above = Arrays.stream(defined).filter(value -> value > 0).count();
        return new ScoreAggregate(
                metric,
                counted == 0 ? Double.NaN : Arrays.stream(defined).sum() / counted,
                quantile(defined, 0.5),
                quantile(defined, 0.25),
                quantile(defined, 0.75),
                counted == 0 ? Double.NaN : (double) above / counted,
                counted,
                neurons.size() - counted,
                reasons);
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
