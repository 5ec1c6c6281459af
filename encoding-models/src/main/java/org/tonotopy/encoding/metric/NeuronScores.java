package org.tonotopy.encoding.metric;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * All metrics of one neuron.
 *
 * @param neuronIndex its index in the recording
 * @param neuronName its name
 * @param values one for every {@link Metric}
 * @param flags what a reader should know, with the number of stimuli that it is about
 */
public record NeuronScores(
        int neuronIndex, String neuronName, Map<Metric, MetricValue> values, Map<ScoreFlag, Integer> flags) {

    public NeuronScores {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        Map<ScoreFlag, Integer> ordered = new EnumMap<>(ScoreFlag.class);
        ordered.putAll(flags);
        flags = Collections.unmodifiableMap(ordered);
        if (values.size() != Metric.values().length) {
            throw new IllegalArgumentException("every metric needs a value or a reason");
        }
    }

    /** One metric. */
    public MetricValue value(Metric metric) {
        return Objects.requireNonNull(values.get(metric));
    }
}
