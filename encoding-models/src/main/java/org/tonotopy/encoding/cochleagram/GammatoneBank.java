package org.tonotopy.encoding.cochleagram;

import java.util.List;

/**
 * Fourth-order gammatone filters and the root mean square of what passes them, weighted by the window that ends with a bin.
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
        int bins = frames.ends().length;
        double[] window = frames.hann();
        double[] levels = new double[bins * bands];
        double[] passed = new double[bins == 0 ? 0 : frames.ends()[bins - 1]];
        for (int band = 0; band < bands; band++) {
            GammatoneFilter filter = new GammatoneFilter(centresHz.get(band), sampleRateHz);
            for (int i = 0; i < passed.length; i++) {
                passed[i] = filter.next(i < samples.length ? samples[i] : 0);
            }
            for (int bin = 0; bin < bins; bin++) {
                levels[bin * bands + band] = rootMeanSquare(passed, frames.ends()[bin] - window.length, window);
            }
        }
        return levels;
    }

    private static double rootMeanSquare(double[] passed, int start, double[] window) {
        double sum = 0;
        for (int i = Math.max(0, -start); i < window.length; i++) {
            sum += window[i] * passed[start + i] * passed[start + i];
        }
        return Math.sqrt(sum / Frames.hannSum(window.length));
    }
}
