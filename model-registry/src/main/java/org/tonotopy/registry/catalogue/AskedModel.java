package org.tonotopy.registry.catalogue;

import java.util.Set;

/**
 * What is to be known of a fitted model before it is asked for features.
 *
 * @param specification what was fitted
 * @param networks of how many networks it is made
 */
public record AskedModel(Specification specification, Networks networks) {
    private static final String NO_PREFILTER = "none";
    private static final Set<String> LINEAR_PREFILTERS = Set.of(ModelCatalogue.IC_ADAPTATION, ModelCatalogue.ADAPTRANS);

    /** Of how many networks a model is made. */
    public enum Networks {
        /** One predicts all neurons. */
        ONE,
        /** One predicts each neuron. */
        ONE_FOR_EACH_NEURON,
        /** Several predict a neuron: folds, or the members of an ensemble. */
        SEVERAL_FOR_EACH_NEURON
    }

    /** Kind of the model. */
    public String kind() {
        return specification.kind();
    }

    /** Whether its prefilter filters each band by itself, so that it and a filter behind it are one filter. */
    boolean isPrefilteredLinearly() {
        return isPrefiltered() && LINEAR_PREFILTERS.contains(specification.choice(ModelCatalogue.PREFILTER));
    }

    /** Whether it hears the cochleagram through a prefilter. */
    public boolean isPrefiltered() {
        return specification.has(ModelCatalogue.PREFILTER)
                && !specification.choice(ModelCatalogue.PREFILTER).equals(NO_PREFILTER);
    }
}
