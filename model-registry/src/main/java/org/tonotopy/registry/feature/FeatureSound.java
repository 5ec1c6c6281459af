package org.tonotopy.registry.feature;

import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;

/**
 * A dream as sound, approximately, as an attempt put it into the store.
 *
 * @param tonesKey where the WAV with a sine per band is
 * @param tones what it is
 * @param noiseKey where the WAV with noise per band is
 * @param noise what it is
 * @param bandsLeftOut bands at or above half the sampling rate, which are in neither
 */
public record FeatureSound(
        ObjectKey tonesKey, StoredContent tones, ObjectKey noiseKey, StoredContent noise, int bandsLeftOut) {}
