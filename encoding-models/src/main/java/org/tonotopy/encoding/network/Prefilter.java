package org.tonotopy.encoding.network;

/** What a network's input passes first: it sees the cochleagram as scaled for the model. */
public sealed interface Prefilter
        permits MidbrainAdaptation, AdapTrans, ShortTermDepression, FrequencyNormalisation, GivenChannels {
    /**
     * What comes out of it for each bin.
     *
     * @throws IllegalArgumentException if it is not for that frame; the message names the field
     */
    Frame output(Frame input);

    /** Adds its learned parameters, if any. */
    void addTo(ParameterLayout.Builder layout, Frame input);
}
