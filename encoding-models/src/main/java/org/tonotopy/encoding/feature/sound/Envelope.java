package org.tonotopy.encoding.feature.sound;

import java.util.List;
import org.tonotopy.encoding.feature.FeatureImage;

/**
 * The amplitude of a band over time: exact at the centres of bins, straight between them, level before the first and after
 * the last. A step at the edge of a bin would be heard as a click.
 */
final class Envelope {
    private final double[] amplitudes;
    private final double samplesPerBin;

    private Envelope(double[] amplitudes, double samplesPerBin) {
        this.amplitudes = amplitudes;
        this.samplesPerBin = samplesPerBin;
    }

    /**
     * The envelope of one band.
     *
     * @param image in units of the model's input
     * @param band which band
     * @param loudest value that has the amplitude 1
     */
    static Envelope of(FeatureImage image, Band band, float loudest) {
        double[] amplitudes = new double[image.bins()];
        for (int bin = 0; bin < amplitudes.length; bin++) {
            double decibels = (value(image, band, bin) - (double) loudest)
                    * image.axes().scaling().deviation();
            amplitudes[bin] = StrictMath.pow(10, decibels / 20);
        }
        return new Envelope(amplitudes, image.axes().dtMs() * Sound.SAMPLES_PER_SECOND / 1000);
    }

    /** The highest value of any of the bands in any bin. */
    static float loudest(FeatureImage image, List<Band> bands) {
        float loudest = Float.NEGATIVE_INFINITY;
        for (Band band : bands) {
            for (int bin = 0; bin < image.bins(); bin++) {
                loudest = Math.max(loudest, value(image, band, bin));
            }
        }
        return loudest;
    }

    private static float value(FeatureImage image, Band band, int bin) {
        return image.at(0, band.index(), image.bins() - 1 - bin);
    }

    /** Adds a carrier at this level to what is there. */
    void shape(double[] carrier, double[] sum) {
        int last = amplitudes.length - 1;
        for (int sample = 0; sample < sum.length; sample++) {
            double place = Math.max(0, Math.min(last, sample / samplesPerBin - 0.5));
            int before = (int) place;
            double amplitude = amplitudes[before];
            if (before < last) {
                amplitude += (place - before) * (amplitudes[before + 1] - amplitude);
            }
            sum[sample] += amplitude * carrier[sample];
        }
    }
}
