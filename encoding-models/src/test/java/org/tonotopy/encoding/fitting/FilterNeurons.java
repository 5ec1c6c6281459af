package org.tonotopy.encoding.fitting;

/**
 * Neurons with one filter each and a softplus: excited at a best frequency and lag of their own, inhibited at the next
 * frequency and a longer lag.
 */
final class FilterNeurons implements PoissonNeurons.Rates {
    static final int DELAY_BINS = 10;
    private static final int BANDS = 8;
    private static final int NEURONS = 4;
    private static final double NORM = 1.5;
    private static final double DRIVE_AT_REST = -1;

    private final double[][] filters = new double[NEURONS][DELAY_BINS * BANDS];

    FilterNeurons() {
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            double squares = 0;
            for (int i = 0; i < filters[neuron].length; i++) {
                int lag = i / BANDS;
                int band = i % BANDS;
                double value = bump(lag, neuron + 0.5, 1) * bump(band, 2 * neuron, 1)
                        - 0.7 * bump(lag, neuron + 3.5, 1.5) * bump(band, 2 * neuron + 1, 1);
                filters[neuron][i] = value;
                squares += value * value;
            }
            for (int i = 0; i < filters[neuron].length; i++) {
                filters[neuron][i] *= NORM / Math.sqrt(squares);
            }
        }
    }

    private static double bump(double at, double centre, double width) {
        return Math.exp(-(at - centre) * (at - centre) / (2 * width * width));
    }

    /** The filter of a neuron, at {@code lag * bands + band}. */
    double[] filter(int neuron) {
        return filters[neuron].clone();
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
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                double drive = DRIVE_AT_REST;
                for (int lag = 0; lag < DELAY_BINS && lag <= bin; lag++) {
                    for (int band = 0; band < BANDS; band++) {
                        drive += filters[neuron][lag * BANDS + band] * input[(bin - lag) * BANDS + band];
                    }
                }
                rates[bin * NEURONS + neuron] = Math.log1p(Math.exp(drive));
            }
        }
        return rates;
    }
}
