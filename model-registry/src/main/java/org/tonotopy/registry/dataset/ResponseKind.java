package org.tonotopy.registry.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the responses of a dataset count or measure. */
public enum ResponseKind {
    /** Spikes per bin. */
    @JsonProperty("counts")
    COUNTS,
    /** A signed quantity, such as a membrane potential. */
    @JsonProperty("trace")
    TRACE
}
