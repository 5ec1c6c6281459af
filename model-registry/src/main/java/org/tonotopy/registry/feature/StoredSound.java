package org.tonotopy.registry.feature;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.tonotopy.registry.store.StoredObject;

/**
 * A dream as sound, approximately, in the object store.
 *
 * @param tones WAV with a sine per band
 * @param noise WAV with noise per band
 * @param bandsLeftOut bands at or above half the sampling rate, which are in neither
 */
@Embeddable
public record StoredSound(
        @ManyToOne(fetch = FetchType.EAGER) @JoinColumn(name = "tones_key")
        StoredObject tones,

        @ManyToOne(fetch = FetchType.EAGER) @JoinColumn(name = "noise_key")
        StoredObject noise,

        @Column(name = "sound_bands_left_out") int bandsLeftOut) {}
