package org.tonotopy.registry.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a unit is one cell, as the laboratory judged it. */
public enum SingleUnit {
    /** One cell. */
    @JsonProperty("yes")
    YES,
    /** Perhaps one cell. */
    @JsonProperty("maybe")
    MAYBE,
    /** Several cells. */
    @JsonProperty("no")
    NO
}
