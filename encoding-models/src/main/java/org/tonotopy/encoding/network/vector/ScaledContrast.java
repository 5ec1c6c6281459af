package org.tonotopy.encoding.network.vector;

import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.network.ContrastGain;
import org.tonotopy.encoding.network.ContrastReference;

/** One clip's contrast in each band, scaled by its extremes, in double precision. */
final class ScaledContrast {
    private final int bands;
    private final int window;
    private final double[] floor;
    private final double[] least;
    /** By which contrast above the least is multiplied; 0 in a band whose contrast never changed. */
    private final double[] scale;

    private Sequence scaled;
    private Sequence inputGradient;
    /** {@code [bin][band]}: the cochleagram above its floor. */
    private double[] sound = new double[0];

    private double[] mean = new double[0];
    private double[] deviation = new double[0];
    private double[] soundGradient = new double[0];

    ScaledContrast(ContrastGain model, int bands) {
        ContrastReference reference = model.reference();
        this.bands = bands;
        this.window = model.contrastBins();
        this.floor = array(reference.floor());
        this.least = array(reference.least());
        this.scale = array(reference.greatest());
        for (int band = 0; band < bands; band++) {
            double range = scale[band] - least[band];
            scale[band] = range > 0 ? 1 / range : 0;
        }
        this.scaled = Sequence.zeros(0, bands);
        this.inputGradient = scaled;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    Sequence forward(Sequence input) {
        int bins = input.bins();
        if (scaled.bins() != bins) {
            scaled = Sequence.zeros(bins, bands);
            inputGradient = Sequence.zeros(bins, bands);
            sound = new double[bins * bands];
            mean = new double[bins * bands];
            deviation = new double[bins * bands];
            soundGradient = new double[bins * bands];
        }
        for (int bin = 0; bin < bins; bin++) {
            for (int band = 0; band < bands; band++) {
                int at = bin * bands + band;
                sound[at] = Math.max(input.values()[input.at(bin) + band] - floor[band], 0);
                measure(at, begin(bin) * bands + band, count(bin));
                double above = (contrast(at) - least[band]) * scale[band];
                scaled.values()[scaled.at(bin) + band] = (float) Math.min(Math.max(above, 0), 1);
            }
        }
        return scaled;
    }

    private int begin(int bin) {
        return Math.max(0, bin - window + 1);
    }

    private int count(int bin) {
        return Math.min(window, bin + 1);
    }

    private void measure(int at, int first, int count) {
        double sum = 0;
        for (int i = first; i <= at; i += bands) {
            sum += sound[i];
        }
        mean[at] = sum / count;
        double squares = 0;
        for (int i = first; i <= at; i += bands) {
            double centred = sound[i] - mean[at];
            squares += centred * centred;
        }
        deviation[at] = Math.sqrt(squares / count);
    }

    private double contrast(int at) {
        return mean[at] == 0 ? 0 : deviation[at] / mean[at];
    }

    /** The gradient of the cochleagram, given that of the scaled contrast. */
    Sequence backward(Sequence slopes) {
        Arrays.fill(soundGradient, 0);
        for (int bin = 0; bin < slopes.bins(); bin++) {
            for (int band = 0; band < bands; band++) {
                int at = bin * bands + band;
                double above = (contrast(at) - least[band]) * scale[band];
                if (above > 0 && above < 1 && deviation[at] > 0) {
                    double slope = slopes.values()[slopes.at(bin) + band] * scale[band];
                    spread(at, begin(bin) * bands + band, slope / count(bin));
                }
            }
        }
        for (int bin = 0; bin < slopes.bins(); bin++) {
            for (int band = 0; band < bands; band++) {
                int at = bin * bands + band;
                inputGradient.values()[inputGradient.at(bin) + band] = sound[at] > 0 ? (float) soundGradient[at] : 0;
            }
        }
        return inputGradient;
    }

    private void spread(int at, int first, double slope) {
        double ofCentred = slope / (deviation[at] * mean[at]);
        double ofMean = slope * deviation[at] / (mean[at] * mean[at]);
        for (int i = first; i <= at; i += bands) {
            soundGradient[i] += (sound[i] - mean[at]) * ofCentred - ofMean;
        }
    }
}
