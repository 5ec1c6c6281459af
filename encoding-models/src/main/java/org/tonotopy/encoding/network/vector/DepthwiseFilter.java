package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * One causal filter over time for each value of a bin: {@code y[t] = sum_lag taps[lag] x[t - lag]}, where bins before the
 * first have the first one's value, or are zero. Holds one clip's history, {@code lags - 1} such bins before it.
 */
final class DepthwiseFilter {
    private final int lags;
    private final int width;
    private final int stride;
    private final boolean held;
    private float[] history = new float[0];
    private float[] historyGradient = new float[0];
    private Sequence inputGradient;
    private int bins;

    private DepthwiseFilter(int lags, int width, boolean held) {
        this.lags = lags;
        this.width = width;
        this.held = held;
        this.stride = Lanes.padded(width);
        this.inputGradient = Sequence.zeros(0, width);
    }

    /** The first bin's value stands before it. */
    static DepthwiseFilter holdingTheFirstBin(int lags, int width) {
        return new DepthwiseFilter(lags, width, true);
    }

    /** Zeros stand before the first bin. */
    static DepthwiseFilter fromSilence(int lags, int width) {
        return new DepthwiseFilter(lags, width, false);
    }

    /** Takes a clip. */
    void take(Sequence input) {
        bins = input.bins();
        int rows = bins + lags - 1;
        if (history.length != rows * stride) {
            history = new float[rows * stride];
            historyGradient = new float[rows * stride];
        }
        for (int row = held ? 0 : lags - 1; row < rows && bins > 0; row++) {
            int bin = Math.max(row - (lags - 1), 0);
            System.arraycopy(input.values(), input.at(bin), history, row * stride, width);
        }
    }

    /** Subtracts the first bin from all: filters whose taps sum to zero give the same, and of the first bin exactly 0. */
    void referToFirstBin() {
        for (int i = 0; i < width && bins > 0; i++) {
            float first = history[i];
            for (int at = i; at < history.length; at += stride) {
                history[at] -= first;
            }
        }
    }

    /**
     * Filters the clip.
     *
     * @param taps {@code [lag][value]}, rows padded to whole vectors
     * @param y rows padded likewise
     */
    void filter(float[] taps, float[] y) {
        for (int bin = 0; bin < bins; bin++) {
            for (int i = 0; i < stride; i += COUNT) {
                sum(lags, stride, taps, i, history, (bin + lags - 1) * stride + i)
                        .intoArray(y, bin * stride + i);
            }
        }
    }

    private static FloatVector sum(int lags, int stride, float[] taps, int tapsAt, float[] x, int xAt) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int lag = 0; lag < lags; lag++) {
            sum = FloatVector.fromArray(SPECIES, taps, tapsAt + lag * stride)
                    .fma(FloatVector.fromArray(SPECIES, x, xAt - lag * stride), sum);
        }
        return sum;
    }

    /** Sets the gradient of the taps. */
    void tapsGradient(float[] slopes, float[] tapsGradient) {
        for (int lag = 0; lag < lags; lag++) {
            for (int i = 0; i < stride; i += COUNT) {
                correlate(
                        bins,
                        stride,
                        slopes,
                        i,
                        history,
                        (lags - 1 - lag) * stride + i,
                        tapsGradient,
                        lag * stride + i);
            }
        }
    }

    /** Writes its sum rather than returning it: a returned vector is made an object in every step of the loop. */
    private static void correlate(
            int bins, int stride, float[] slopes, int slopesAt, float[] x, int xAt, float[] to, int toAt) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int bin = 0; bin < bins; bin++) {
            sum = FloatVector.fromArray(SPECIES, slopes, slopesAt + bin * stride)
                    .fma(FloatVector.fromArray(SPECIES, x, xAt + bin * stride), sum);
        }
        sum.intoArray(to, toAt);
    }

    /** Forgets the gradient of the input. */
    void clearInputGradient() {
        Arrays.fill(historyGradient, 0);
    }

    /** Adds to the gradient of the input. */
    void addInputGradient(float[] taps, float[] slopes) {
        for (int bin = 0; bin < bins; bin++) {
            for (int i = 0; i < stride; i += COUNT) {
                spread(lags, stride, taps, i, slopes, bin * stride + i, historyGradient, (bin + lags - 1) * stride + i);
            }
        }
    }

    private static void spread(
            int lags, int stride, float[] taps, int tapsAt, float[] slopes, int slopesAt, float[] x, int xAt) {
        FloatVector slope = FloatVector.fromArray(SPECIES, slopes, slopesAt);
        for (int lag = 0; lag < lags; lag++) {
            int at = xAt - lag * stride;
            slope.fma(
                            FloatVector.fromArray(SPECIES, taps, tapsAt + lag * stride),
                            FloatVector.fromArray(SPECIES, x, at))
                    .intoArray(x, at);
        }
    }

    /** The gradient of the input; what came to copies of the first bin is the first bin's. */
    Sequence inputGradient() {
        if (inputGradient.bins() != bins) {
            inputGradient = Sequence.zeros(bins, width);
        }
        float[] to = inputGradient.values();
        System.arraycopy(historyGradient, (lags - 1) * stride, to, 0, bins * stride);
        for (int row = 0; held && row < lags - 1 && bins > 0; row++) {
            for (int i = 0; i < width; i++) {
                to[i] += historyGradient[row * stride + i];
            }
        }
        return inputGradient;
    }
}
