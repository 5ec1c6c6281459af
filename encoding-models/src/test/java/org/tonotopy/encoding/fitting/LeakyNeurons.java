package org.tonotopy.encoding.fitting;

import java.util.SplittableRandom;

/**
 * Neurons that read three hidden units of different time constants: filters, normalised over the units, a sigmoid and a
 * leak, {@code u = (1 - 1 / tau) u + s / tau} from {@code u = s} in the first bin; each neuron mostly reads one.
 */
final class LeakyNeurons implements PoissonNeurons.Rates {
    static final double[] TIME_CONSTANTS = {1.5, 5, 14};
    static final int UNITS = TIME_CONSTANTS.length;
    private static final int BANDS = 6;
    private static final int NEURONS = 6;
    private static final double SCALE_OF_NORM = 2;

    private final double[][] filters = new double[UNITS][BANDS];
    private final double[][] readout = new double[NEURONS][UNITS];

    LeakyNeurons() {
        SplittableRandom random = new SplittableRandom(23);
        for (double[] filter : filters) {
            for (int band = 0; band < BANDS; band++) {
                filter[band] = random.nextGaussian();
            }
        }
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            for (int unit = 0; unit < UNITS; unit++) {
                // A slow unit varies little, so it is read with a larger weight.
                double own = neuron % UNITS == unit ? 2.5 : random.nextDouble(-0.5, 0.5);
                readout[neuron][unit] = own * Math.sqrt(TIME_CONSTANTS[unit]) * (neuron < UNITS ? 1 : -1);
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
        double[] state = new double[UNITS];
        for (int bin = 0; bin < bins; bin++) {
            double[] hidden = new double[UNITS];
            double mean = 0;
            for (int unit = 0; unit < UNITS; unit++) {
                for (int band = 0; band < BANDS; band++) {
                    hidden[unit] += filters[unit][band] * input[bin * BANDS + band];
                }
                mean += hidden[unit] / UNITS;
            }
            double variance = 0;
            for (double value : hidden) {
                variance += (value - mean) * (value - mean) / UNITS;
            }
            for (int unit = 0; unit < UNITS; unit++) {
                double normed = SCALE_OF_NORM * (hidden[unit] - mean) / Math.sqrt(variance + 1e-5);
                double target = 1 / (1 + Math.exp(-normed));
                state[unit] = bin == 0 ? target : state[unit] + (target - state[unit]) / TIME_CONSTANTS[unit];
            }
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                double drive = 0;
                for (int unit = 0; unit < UNITS; unit++) {
                    drive += readout[neuron][unit] * (state[unit] - 0.5);
                }
                rates[bin * NEURONS + neuron] = Math.log1p(Math.exp(drive));
            }
        }
        return rates;
    }
}
