package org.tonotopy.encoding.feature;

/** Why a number about a feature has no value. */
public enum UndefinedFeature {
    NO_ENERGY("The image is zero everywhere."),
    NOT_FINITE("The image holds NaN or infinity."),
    NOT_EXCITED("No value is above zero, so nothing excites the neuron."),
    PEAK_AT_EDGE("The peak does not fall to half its height within the bands."),
    NO_EDGE_RESPONSE("Neither the start nor the end of a sound in the best band drives the neuron."),
    NOT_RISEN("The dream did not raise the response."),
    NO_REAL_RESPONSE("No real sound drives the model above zero, so there is nothing to compare with."),
    TOO_FEW_RESTARTS("Fewer than two restarts rose, so there is no agreement between them."),
    DIFFERENT_SHAPES("The images differ in bands, bins or channels.");

    private final String message;

    UndefinedFeature(String message) {
        this.message = message;
    }

    /** One sentence for people. */
    public String message() {
        return message;
    }
}
