package org.tonotopy.registry.score;

import java.util.Map;
import java.util.Optional;

/**
 * A metric over the neurons for which it is defined.
 *
 * @param metric which
 * @param mean over neurons; this and the next four are empty where no neuron counts
 * @param median over neurons
 * @param lowerQuartile first quartile
 * @param upperQuartile third quartile
 * @param shareAboveZero share of the counted neurons above 0
 * @param counted neurons that count
 * @param leftOut neurons that do not
 * @param leftOutReasons reason to number of neurons
 */
public record ScoreAggregate(
        NeuronMetric metric,
        Optional<Double> mean,
        Optional<Double> median,
        Optional<Double> lowerQuartile,
        Optional<Double> upperQuartile,
        Optional<Double> shareAboveZero,
        int counted,
        int leftOut,
        Map<String, Integer> leftOutReasons) {
    /** Copies the map. */
    public ScoreAggregate {
        leftOutReasons = Map.copyOf(leftOutReasons);
    }
}
