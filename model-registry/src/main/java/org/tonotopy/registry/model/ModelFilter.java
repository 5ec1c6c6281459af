package org.tonotopy.registry.model;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.score.NeuronMetric;

/**
 * Which model versions are looked for; what is empty lets all pass.
 *
 * @param benchmark that they were fitted for
 * @param dataset that they were fitted to
 * @param kind model kind
 * @param author name of who asked for them
 * @param tag that they have
 * @param alias that stands for them
 * @param specs parts of their specs, as JSON
 * @param atLeast what their score reaches
 */
public record ModelFilter(
        Optional<UUID> benchmark,
        Optional<UUID> dataset,
        Optional<String> kind,
        Optional<String> author,
        Optional<String> tag,
        Optional<String> alias,
        List<String> specs,
        Optional<AtLeast> atLeast) {
    /** Copies the list. */
    public ModelFilter {
        specs = List.copyOf(specs);
    }

    /**
     * What a score reaches.
     *
     * @param mean over neurons
     * @param metric of which; empty: by which each benchmark ranks
     */
    public record AtLeast(double mean, Optional<NeuronMetric> metric) {}
}
