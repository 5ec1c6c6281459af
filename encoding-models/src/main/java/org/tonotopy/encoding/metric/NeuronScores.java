package org.tonotopy.encoding.metric;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All metrics of one neuron.
 *
 * @param neuronIndex its index in the recording
 * @param neuronName its name
 * @param values one for every {@link Metric}
 * @param flags what a reader should know
 */
public record NeuronScores(int neuronIndex, String neuronName, Map<Metric, MetricValue> values, Set<ScoreFlag> flags) {

    public NeuronScores {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        flags = Set.copyOf(flags);
        if (values.size() != Metric.values().length) {
            throw new IllegalArgumentException("every metric needs a value or a reason");
        }
    }

    /** One metric. */
    public MetricValue value(Metric metric) {
        return Objects.requireNonNull(values.get(metric));
    }
}
