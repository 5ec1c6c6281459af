package org.tonotopy.encoding.fitting;

import java.util.SplittableRandom;

/**
 * Neurons behind an ON and an OFF channel of every band. With a retention {@code a} and weights {@code C a^j} of sum one
 * over the past, ON is what the sound is above {@code w} times its past, OFF what the past is above {@code w} times the
 * sound; before the first bin the sound was as in it.
 */
final class AdaptingNeurons implements PoissonNeurons.Rates {
    static final int KERNEL_BINS = 40;
    static final double[] ON_TIME_CONSTANTS = {3, 5, 8, 4};
    static final double[] OFF_TIME_CONSTANTS = {6, 3, 4, 9};
    static final double[] WEIGHTS = {0.9, 0.5, 0.65, 0.4};
    private static final int BANDS = WEIGHTS.length;
    private static final int NEURONS = 6;
    private static final double DRIVE_AT_REST = -1.5;

    private final double[][] readout = new double[NEURONS][2 * BANDS];

    AdaptingNeurons() {
        SplittableRandom random = new SplittableRandom(29);
        for (double[] weights : readout) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = random.nextDouble(-0.5, 1.5);
            }
        }
    }

    @Override
    public int bands() {
        return BANDS;
    }

    @Override
    public int neurons() {
        return NEURONS;
    }

    @Override
    public double[] of(float[] input, int bins) {
        double[] rates = new double[bins * NEURONS];
        for (int bin = 0; bin < bins; bin++) {
            double[] channels = new double[2 * BANDS];
            for (int band = 0; band < BANDS; band++) {
                double now = input[bin * BANDS + band];
                double w = WEIGHTS[band];
                channels[band] = Math.max(0, now - w * past(input, bin, band, ON_TIME_CONSTANTS[band]));
                channels[BANDS + band] = Math.max(0, past(input, bin, band, OFF_TIME_CONSTANTS[band]) - w * now);
            }
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                double drive = DRIVE_AT_REST;
                for (int i = 0; i < channels.length; i++) {
                    drive += readout[neuron][i] * channels[i];
                }
                rates[bin * NEURONS + neuron] = Math.log1p(Math.exp(drive));
            }
        }
        return rates;
    }

    private static double past(float[] input, int bin, int band, double timeConstant) {
        double sum = 0;
        double total = 0;
        for (int j = 0; j < KERNEL_BINS - 1; j++) {
            double weight = Math.exp(-j / timeConstant);
            sum += weight * input[Math.max(0, bin - 1 - j) * BANDS + band];
            total += weight;
        }
        return sum / total;
    }
}
