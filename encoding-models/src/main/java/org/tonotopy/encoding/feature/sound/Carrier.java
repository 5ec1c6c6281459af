package org.tonotopy.encoding.feature.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What the level of a band is heard through. The mean power is the same for each and for every band, whatever its width. */
public enum Carrier {
    /** One sine at the centre of the band: pitches are plain, and a wide sound becomes a chord. */
    TONES {
        @Override
        List<Partial> partials(Band band, SplittableRandom random) {
            // Multiples of the golden ratio are spread evenly: phases that agree would make a click of every onset.
            double turns = (band.index() * GOLDEN_RATIO) % 1;
            return List.of(new Partial(band.centreHz(), 2 * Math.PI * turns, 1));
        }
    },
    /** Noise as wide as the band: rustle and hiss, closer to natural sounds. */
    NOISE {
        @Override
        List<Partial> partials(Band band, SplittableRandom random) {
            List<Partial> partials = new ArrayList<>();
            double amplitude = Math.sqrt(1.0 / SINES_OF_NOISE);
            for (int sine = 0; sine < SINES_OF_NOISE; sine++) {
                // One in each part of the band, at random inside it: equal distances would repeat and be heard as a
                // pitch.
                double place = (sine + random.nextDouble()) / SINES_OF_NOISE;
                double frequency = band.lowHz() * StrictMath.pow(band.highHz() / band.lowHz(), place);
                partials.add(new Partial(frequency, 2 * Math.PI * random.nextDouble(), amplitude));
            }
            return partials;
        }
    };

    private static final double GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;
    private static final int SINES_OF_NOISE = 16;

    /**
     * The sines of one band, with a mean power of a half together.
     *
     * @param band which band
     * @param random where frequencies and phases of noise come from
     */
    abstract List<Partial> partials(Band band, SplittableRandom random);
}
