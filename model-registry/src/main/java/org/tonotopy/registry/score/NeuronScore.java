package org.tonotopy.registry.score;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The metrics of one neuron.
 *
 * @param neuron index in the dataset, from 0
 * @param values the metrics that are defined
 * @param undefined why the others are not, or what is to be known of one that is
 */
public record NeuronScore(int neuron, Map<NeuronMetric, Double> values, Map<NeuronMetric, String> undefined) {
    /** Copies the maps and refuses a NaN: an undefined metric is absent and has a reason. */
    public NeuronScore {
        values.forEach((metric, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(metric.key() + " is " + value + ": leave it out and say why");
            }
        });
        values = values.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(values));
        undefined = undefined.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(undefined));
    }

    /** One metric; empty where it is undefined. */
    public OptionalDouble value(NeuronMetric metric) {
        Double value = values.get(metric);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
