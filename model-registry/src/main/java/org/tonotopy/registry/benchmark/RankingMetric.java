package org.tonotopy.registry.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The metric whose mean over neurons orders a board; higher is better. */
public enum RankingMetric {
    /** Normalised correlation of Schoppe et al. 2016. */
    @JsonProperty("cc_norm")
    CC_NORM,
    /** Plain correlation. */
    @JsonProperty("cc")
    CC
}
