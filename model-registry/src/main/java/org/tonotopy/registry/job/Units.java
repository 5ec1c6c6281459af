package org.tonotopy.registry.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What one network predicts. */
public enum Units {
    /** All neurons together. */
    @JsonProperty("population")
    POPULATION,
    /** One neuron: a network is fitted for each. */
    @JsonProperty("each_neuron")
    EACH_NEURON;

    /** Leaves the default out of JSON, so that specs are written as they were before there was a choice. */
    public static final class Default {
        @Override
        public boolean equals(Object units) {
            return units == POPULATION;
        }

        @Override
        public int hashCode() {
            return POPULATION.hashCode();
        }
    }
}
