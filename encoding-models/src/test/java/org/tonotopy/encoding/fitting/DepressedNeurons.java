package org.tonotopy.encoding.fitting;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Neurons behind synapses that sound exhausts: of each band they hear {@code x d}, where {@code x} is the sound above a
 * floor, and of the resource {@code d} a share {@code u x} is used up in each bin, and comes back with a time constant.
 */
final class DepressedNeurons implements PoissonNeurons.Rates {
    static final double FLOOR = -2;
    static final double[] RECOVERY_BINS = {6, 12, 20, 9};
    static final double[] USES = {0.15, 0.08, 0.05, 0.3};
    private static final int BANDS = USES.length;
    private static final int NEURONS = 6;
    private static final double DRIVE_AT_REST = -1.5;

    private final double[][] readout = new double[NEURONS][BANDS];

    DepressedNeurons() {
        SplittableRandom random = new SplittableRandom(31);
        for (double[] weights : readout) {
            for (int band = 0; band < BANDS; band++) {
                weights[band] = random.nextDouble(-0.5, 1.5);
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
        double[] resource = new double[BANDS];
        Arrays.fill(resource, 1);
        for (int bin = 0; bin < bins; bin++) {
            double[] heard = new double[BANDS];
            for (int band = 0; band < BANDS; band++) {
                double x = Math.max(0, input[bin * BANDS + band] - FLOOR);
                heard[band] = x * resource[band];
                double used = Math.min(1, USES[band] * x) * resource[band];
                resource[band] = Math.max(0, resource[band] + (1 - resource[band]) / RECOVERY_BINS[band] - used);
            }
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                double drive = DRIVE_AT_REST;
                for (int band = 0; band < BANDS; band++) {
                    drive += readout[neuron][band] * heard[band];
                }
                rates[bin * NEURONS + neuron] = Math.log1p(Math.exp(drive));
            }
        }
        return rates;
    }
}
