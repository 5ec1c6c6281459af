package org.tonotopy.registry.sweep;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a fit of a sweep has of its own: values by path, where a path is {@code benchmark}, {@code neurons}, {@code seed}, or
 * {@code model.} or {@code training.} and a hyperparameter or {@code kind}.
 */
public final class VariedValues {
    /** The path of the seed. */
    public static final String SEED = "seed";

    /** The path of the neurons. */
    public static final String NEURONS = "neurons";

    /** The path of the benchmark. */
    public static final String BENCHMARK = "benchmark";

    private VariedValues() {}

    /**
     * Reads values from a spec.
     *
     * @param spec of a fit, as JSON
     * @param varied the paths
     * @return by path; without those that do not apply to this fit
     */
    public static Map<String, JsonNode> of(JsonNode spec, List<String> varied) {
        Map<String, JsonNode> values = new TreeMap<>();
        for (String path : varied) {
            int dot = path.indexOf('.');
            JsonNode value = dot < 0
                    ? spec.path(path)
                    : spec.path(path.substring(0, dot)).path(path.substring(dot + 1));
            if (!value.isMissingNode()) {
                values.put(path, value);
            }
        }
        return values;
    }
}
