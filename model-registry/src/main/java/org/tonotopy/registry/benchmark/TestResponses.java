package org.tonotopy.registry.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may have the responses to the test stimuli. */
public enum TestResponses {
    /** Whoever may read the dataset. */
    @JsonProperty("open")
    OPEN,
    /** Nobody below admin; the scorer alone reads them. */
    @JsonProperty("hidden")
    HIDDEN;

    /** Leaves the default out of JSON, so that definitions keep the hash that they had before there was a choice. */
    public static final class Default {
        @Override
        public boolean equals(Object responses) {
            return responses == OPEN;
        }

        @Override
        public int hashCode() {
            return OPEN.hashCode();
        }
    }
}
