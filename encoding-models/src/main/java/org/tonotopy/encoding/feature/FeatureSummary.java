package org.tonotopy.encoding.feature;

/**
 * An image over frequency and time in a few numbers. The peak is its highest value: what excites the neuron most.
 *
 * @param bestFrequencyHz centre frequency of the band of the peak
 * @param bandwidthOctaves full width at half the peak's height over the bands at the peak's time, in octaves, interpolated
 *     linearly over log frequency; undefined where it does not fall so far within the bands
 * @param latencyMs time of the peak before the response, 0 for its own bin
 * @param separability share of the energy in the first singular value of the image as a matrix of frequency by time: 1
 *     for an outer product (Depireux et al. 2001 J Neurophysiol 85:1220)
 * @param onOffBalance from 1 (answers starts) to -1 (answers ends): {@code (on - off) / (on + off)}. With ON and OFF
 *     channels, of the energy in each. Elsewhere of the linear response in the best band to a level that steps up and stays:
 *     {@code on} is the highest it rises above 0, {@code off} the lowest it falls below it, which is what a step down gives
 * @param horizon how far back it goes
 */
public record FeatureSummary(
        FeatureValue bestFrequencyHz,
        FeatureValue bandwidthOctaves,
        FeatureValue latencyMs,
        FeatureValue separability,
        FeatureValue onOffBalance,
        MemoryHorizon horizon) {
    private static final int MOST_ITERATIONS = 10_000;
    /** Values that differ by less than this share of the highest are equal. */
    private static final double TIED = 1e-3;

    private static final int AROUND = 2;
    private static final double CONVERGED = 1e-12;

    /** The highest value of an image. */
    private record Peak(int channel, int band, int lag, double height) {}

    /** Measures an image; a dream is measured by its distance from its base. */
    public static FeatureSummary of(FeatureImage image) {
        MemoryHorizon horizon = MemoryHorizon.of(image);
        if (horizon.halfMs().reason().isPresent()) {
            FeatureValue none = FeatureValue.undefined(horizon.halfMs().reason().get());
            return new FeatureSummary(none, none, none, none, none, horizon);
        }
        FeatureValue separability = separability(image);
        Peak peak = peak(image);
        if (!(peak.height() > 0)) {
            FeatureValue none = FeatureValue.undefined(UndefinedFeature.NOT_EXCITED);
            return new FeatureSummary(none, none, none, separability, none, horizon);
        }
        return new FeatureSummary(
                FeatureValue.of(image.axes().centerFrequenciesHz().get(peak.band())),
                bandwidth(image, peak),
                FeatureValue.of(peak.lag() * image.axes().dtMs()),
                separability,
                onOffBalance(image, peak),
                horizon);
    }

    /**
     * The highest value. A dream has many of them where it lies at its bounds; of those that are as high as the highest, it is
     * the one whose surroundings are highest.
     */
    private static Peak peak(FeatureImage image) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float value : image.values()) {
            highest = Math.max(highest, value);
        }
        Peak peak = new Peak(0, 0, 0, Double.NEGATIVE_INFINITY);
        double best = Double.NEGATIVE_INFINITY;
        for (int channel = 0; channel < image.axes().channels().size(); channel++) {
            for (int lag = 0; lag < image.bins(); lag++) {
                for (int band = 0; band < image.axes().bands(); band++) {
                    double height = image.at(channel, band, lag);
                    if (height >= highest - TIED * Math.abs(highest)) {
                        double around = around(image, channel, band, lag);
                        if (around > best) {
                            best = around;
                            peak = new Peak(channel, band, lag, height);
                        }
                    }
                }
            }
        }
        return peak;
    }

    /** Mean of the values up to {@value #AROUND} bins and bands away. */
    private static double around(FeatureImage image, int channel, int band, int lag) {
        double sum = 0;
        int count = 0;
        for (int b = Math.max(0, band - AROUND); b <= Math.min(image.axes().bands() - 1, band + AROUND); b++) {
            for (int l = Math.max(0, lag - AROUND); l <= Math.min(image.bins() - 1, lag + AROUND); l++) {
                sum += image.at(channel, b, l);
                count++;
            }
        }
        return sum / count;
    }

    private static FeatureValue bandwidth(FeatureImage image, Peak peak) {
        double upper = halfHeight(image, peak, 1);
        double lower = halfHeight(image, peak, -1);
        return Double.isNaN(upper) || Double.isNaN(lower)
                ? FeatureValue.undefined(UndefinedFeature.PEAK_AT_EDGE)
                : FeatureValue.of(upper - lower);
    }

    /** Where the height is half the peak's on one side, in octaves above 1 Hz; NaN where it is not. */
    private static double halfHeight(FeatureImage image, Peak peak, int direction) {
        double half = peak.height() / 2;
        for (int band = peak.band() + direction;
                band >= 0 && band < image.axes().bands();
                band += direction) {
            double here = image.at(peak.channel(), band, peak.lag());
            if (here <= half) {
                double before = image.at(peak.channel(), band - direction, peak.lag());
                double share = (before - half) / (before - here);
                return octave(image, band - direction)
                        + share * (octave(image, band) - octave(image, band - direction));
            }
        }
        return Double.NaN;
    }

    private static double octave(FeatureImage image, int band) {
        return Math.log(image.axes().centerFrequenciesHz().get(band)) / Math.log(2);
    }

    /** The largest eigenvalue of the matrix of products between bands, over their trace, by power iteration. */
    private static FeatureValue separability(FeatureImage image) {
        int width = image.axes().width();
        double[][] products = products(image);
        double trace = 0;
        int strongest = 0;
        for (int i = 0; i < width; i++) {
            trace += products[i][i];
            strongest = products[i][i] > products[strongest][strongest] ? i : strongest;
        }
        double[] vector = products[strongest].clone();
        double eigenvalue = 0;
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double norm = 0;
            for (double value : vector) {
                norm += value * value;
            }
            norm = Math.sqrt(norm);
            double[] next = new double[width];
            double quotient = 0;
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    next[i] += products[i][j] * vector[j] / norm;
                }
                quotient += next[i] * vector[i] / norm;
            }
            vector = next;
            if (Math.abs(quotient - eigenvalue) <= CONVERGED * quotient) {
                eigenvalue = quotient;
                break;
            }
            eigenvalue = quotient;
        }
        return FeatureValue.of(Math.min(1, eigenvalue / trace));
    }

    private static double[][] products(FeatureImage image) {
        int width = image.axes().width();
        float[] values = image.values();
        double[][] products = new double[width][width];
        for (int row = 0; row < values.length; row += width) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    products[i][j] += (double) values[row + i] * values[row + j];
                }
            }
        }
        return products;
    }

    private static FeatureValue onOffBalance(FeatureImage image, Peak peak) {
        double on = 0;
        double off = 0;
        if (image.axes().channels().size() == 2) {
            for (int lag = 0; lag < image.bins(); lag++) {
                for (int band = 0; band < image.axes().bands(); band++) {
                    on += Math.pow(image.at(0, band, lag), 2);
                    off += Math.pow(image.at(1, band, lag), 2);
                }
            }
        } else {
            double sum = 0;
            for (int lag = 0; lag < image.bins(); lag++) {
                sum += image.at(peak.channel(), peak.band(), lag);
                on = Math.max(on, sum);
                off = Math.max(off, -sum);
            }
        }
        return on + off > 0
                ? FeatureValue.of((on - off) / (on + off))
                : FeatureValue.undefined(UndefinedFeature.NO_EDGE_RESPONSE);
    }
}
