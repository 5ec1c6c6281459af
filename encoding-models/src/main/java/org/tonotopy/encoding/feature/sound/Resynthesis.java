package org.tonotopy.encoding.feature.sound;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.ImageAxes;

/**
 * Makes a sound of levels over frequency and time. It is approximate. What is lost: phase and fine structure, which a
 * cochleagram does not have; the absolute level, since the loudest sample of every sound comes to the same peak; and what
 * lies at or above the Nyquist frequency. What is kept: differences of level between bands and between bins, 20 dB for a
 * factor of ten in amplitude, and when and where they are.
 */
public final class Resynthesis {
    private static final double FADE_MS = 5;

    private Resynthesis() {}

    /**
     * The sound of an image. Equal arguments give equal bits on every machine.
     *
     * @param image over the cochleagram, in units of the model's input, as {@code Dream.image()} gives it; its axes say what
     *     those are in decibels. Its bands have positive, increasing centres
     * @param carrier what the levels are heard through
     * @param seed of the noise; of no effect on tones
     * @return as long as the image, to the nearest sample; empty where no band lies below the Nyquist frequency
     * @throws IllegalArgumentException if the image is not over the cochleagram, or a value is not finite
     */
    public static Optional<Sound> of(FeatureImage image, Carrier carrier, long seed) {
        requireLevels(image);
        ImageAxes axes = image.axes();
        List<Band> bands = Band.audible(axes.centerFrequenciesHz());
        if (bands.isEmpty()) {
            return Optional.empty();
        }
        int samples = (int) Math.max(1, Math.round(image.bins() * axes.dtMs() * Sound.SAMPLES_PER_SECOND / 1000));
        double[] sum = new double[samples];
        double[] wave = new double[samples];
        float loudest = Envelope.loudest(image, bands);
        SplittableRandom random = new SplittableRandom(seed);
        for (Band band : bands) {
            Arrays.fill(wave, 0);
            carrier.partials(band, random).forEach(partial -> partial.addTo(wave));
            Envelope.of(image, band, loudest).shape(wave, sum);
        }
        fadeEnds(sum);
        return Optional.of(new Sound(toPeak(sum), axes.bands() - bands.size()));
    }

    private static void requireLevels(FeatureImage image) {
        if (!image.axes().channels().equals(ImageAxes.COCHLEAGRAM)) {
            throw new IllegalArgumentException("only an image over the cochleagram has levels, not one over "
                    + image.axes().channels());
        }
        for (float value : image.values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a level is not finite, so there is no sound of it");
            }
        }
    }

    /** A sound that begins or ends at once clicks. */
    private static void fadeEnds(double[] sum) {
        int length = (int) Math.min(Math.round(FADE_MS * Sound.SAMPLES_PER_SECOND / 1000), sum.length / 2);
        for (int sample = 0; sample < length; sample++) {
            double share = (1 - StrictMath.cos(Math.PI * (sample + 0.5) / length)) / 2;
            sum[sample] *= share;
            sum[sum.length - 1 - sample] *= share;
        }
    }

    private static float[] toPeak(double[] sum) {
        double largest = 0;
        for (double sample : sum) {
            largest = Math.max(largest, Math.abs(sample));
        }
        double factor = largest > 0 ? Sound.PEAK / largest : 0;
        float[] samples = new float[sum.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (sum[i] * factor);
        }
        return samples;
    }
}
