package org.tonotopy.registry.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a picture of a dataset's report shows. */
public enum DatasetFigureKind {
    /** How many neurons have which noise ceiling. */
    @JsonProperty("ceilings")
    CEILINGS,
    /** The correlation of responses and sound level at each lag. */
    @JsonProperty("alignment")
    ALIGNMENT,
    /** The cochleagram of a stimulus above the PSTH of all neurons. */
    @JsonProperty("stimulus")
    STIMULUS,
    /** The repeats of a neuron above its PSTH. */
    @JsonProperty("neuron")
    NEURON
}
