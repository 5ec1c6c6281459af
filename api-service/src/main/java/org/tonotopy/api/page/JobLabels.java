package org.tonotopy.api.page;

import org.tonotopy.registry.job.JobSpec;

/** What jobs make, in a few words. */
final class JobLabels {
    private JobLabels() {}

    /** For instance {@code dream of 12 neurons}. */
    static String of(JobSpec.Feature feature) {
        String whose = feature.population()
                ? "the population"
                : feature.neurons().size() == 1
                        ? "neuron " + feature.neurons().get(0)
                        : feature.neurons().size() + " neurons";
        return feature.feature().kind().replace('_', ' ') + " of " + whose;
    }
}
