package org.tonotopy.encoding.feature;

import java.util.Optional;

/**
 * The weights of a linear filter over frequency and time.
 *
 * @param unit whose filter it is
 * @param index of the neuron or hidden unit
 * @param image the weights; behind a prefilter they lie over the prefilter's output channels
 * @param unrectified behind a prefilter that filters each band and then rectifies: the filter over the cochleagram that
 *     the unit would have if nothing were rectified, the prefilter's filters followed by the unit's own; empty elsewhere
 */
public record ReceptiveField(Unit unit, int index, FeatureImage image, Optional<FeatureImage> unrectified) {
    /** What has a filter. */
    public enum Unit {
        NEURON,
        HIDDEN_UNIT
    }
}
