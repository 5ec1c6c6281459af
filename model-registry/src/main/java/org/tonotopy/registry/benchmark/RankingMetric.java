package org.tonotopy.registry.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.tonotopy.registry.score.NeuronMetric;

/** The metric whose mean over neurons orders a board; higher is better. */
public enum RankingMetric {
    /** Normalised correlation of Schoppe et al. 2016. */
    @JsonProperty("cc_norm")
    CC_NORM(NeuronMetric.CC_NORM),
    /** Plain correlation. */
    @JsonProperty("cc")
    CC(NeuronMetric.CC);

    private final NeuronMetric metric;

    RankingMetric(NeuronMetric metric) {
        this.metric = metric;
    }

    /** The same metric among those of a neuron. */
    public NeuronMetric metric() {
        return metric;
    }
}
