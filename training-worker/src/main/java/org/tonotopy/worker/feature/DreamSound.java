package org.tonotopy.worker.feature;

import java.util.Optional;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.dream.Dream;
import org.tonotopy.encoding.feature.sound.Carrier;
import org.tonotopy.encoding.feature.sound.Resynthesis;
import org.tonotopy.encoding.feature.sound.Sound;

/**
 * A dream as sound, approximately, before it is stored.
 *
 * @param tones WAV with a sine per band
 * @param noise WAV with noise per band
 * @param bandsLeftOut bands at or above half the sampling rate, which are in neither
 */
record DreamSound(byte[] tones, byte[] noise, int bandsLeftOut) {
    /**
     * Makes both.
     *
     * @param dream one that rose
     * @param seed of the noise
     * @return empty where no band is low enough to be in a sound
     */
    static Optional<DreamSound> of(Dream dream, long seed) {
        FeatureImage image = dream.image();
        Optional<Sound> noise = Resynthesis.of(image, Carrier.NOISE, seed);
        return Resynthesis.of(image, Carrier.TONES, seed)
                .map(tones -> new DreamSound(tones.wav(), noise.orElseThrow().wav(), tones.bandsLeftOut()));
    }
}
