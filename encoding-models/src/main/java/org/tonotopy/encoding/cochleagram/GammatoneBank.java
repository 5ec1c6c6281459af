package org.tonotopy.encoding.cochleagram;

import java.util.List;

/**
 * Fourth-order gammatone filters and the root mean square of what passes them, within the window that ends with a bin.
 *
 * <p>Impulse response {@code t^3 exp(-2 pi b t) cos(2 pi f t)} with {@code b = 1.019 ERB(f)} and {@code ERB(f) = 24.7 (1 +
 * 0.00437 f)} (Glasberg and Moore 1990), as four recursive sections of second order, one for each zero of the transfer
 * function on the real axis (Slaney 1993), with gain 1 at the centre. A recursion knows no later sample.
 */
final class GammatoneBank implements BandLevels {
    private final Frames frames;
    private final double sampleRateHz;
    private final List<Double> centresHz;

    GammatoneBank(FrontEnd frontEnd, double sampleRateHz, Frames frames) {
        this.frames = frames;
        this.sampleRateHz = sampleRateHz;
        this.centresHz = frontEnd.centerFrequenciesHz();
    }

    @Override
    public double[] of(float[] samples) {
        int bands = centresHz.size();
        double[] levels = new double[frames.ends().length * bands];
        double[] squares = new double[frames.window()];
        for (int band = 0; band < bands; band++) {
            GammatoneFilter filter = new GammatoneFilter(centresHz.get(band), sampleRateHz);
            int next = 0;
            for (int bin = 0; bin < frames.ends().length; bin++) {
                for (; next < frames.ends()[bin]; next++) {
                    double passed = filter.next(next < samples.length ? samples[next] : 0);
                    squares[next % squares.length] = passed * passed;
                }
                levels[bin * bands + band] = Math.sqrt(mean(squares));
            }
        }
        return levels;
    }

    /** Summed anew for every bin: a running sum would keep the rounding of what was loud long ago. */
    private static double mean(double[] squares) {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return sum / squares.length;
    }
}
