package org.tonotopy.registry.catalogue;

/**
 * What is to be known of a fitted model before it is asked for features.
 *
 * @param specification what was fitted
 * @param networks of how many networks it is made
 */
public record AskedModel(Specification specification, Networks networks) {
    private static final String NO_PREFILTER = "none";

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

    /** Whether it hears the cochleagram through a prefilter. */
    boolean isPrefiltered() {
        return specification.has(ModelCatalogue.PREFILTER)
                && !specification.choice(ModelCatalogue.PREFILTER).equals(NO_PREFILTER);
    }
}
