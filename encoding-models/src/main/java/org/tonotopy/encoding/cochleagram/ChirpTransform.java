package org.tonotopy.encoding.cochleagram;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The magnitudes of some frequencies of a windowed Fourier transform of any length: the chirp z-transform (Rabiner, Schafer
 * and Rader 1969). With {@code nk = (n^2 + k^2 - (k - n)^2) / 2} the sum over samples becomes a convolution, which is done by
 * transforms whose length is a power of two, the only ones that the library has. The published window of 488 samples and
 * transform of 1952 are no powers of two.
 */
final class ChirpTransform {
    private static final int REAL = 0;
    private static final int IMAGINARY = 1;

    private final int first;
    private final int frequencies;
    private final int length;
    private final double[][] before;
    private final double[][] kernel;
    private final double[][] work;

    /**
     * @param window by which samples are multiplied
     * @param length of the transform: frequency {@code k} lies at {@code k / length} of the sampling rate
     * @param first the first frequency that is asked for
     * @param end one more than the last
     */
    ChirpTransform(double[] window, int length, int first, int end) {
        this.first = first;
        this.frequencies = end - first;
        this.length = length;
        int padded = Integer.highestOneBit(window.length + frequencies - 2) * 2;
        this.before = new double[2][window.length];
        this.kernel = new double[2][padded];
        this.work = new double[2][padded];
        for (int n = 0; n < window.length; n++) {
            double phase = -halfTurns((long) n * n) - halfTurns(2L * n * first);
            before[REAL][n] = window[n] * Math.cos(phase);
            before[IMAGINARY][n] = window[n] * Math.sin(phase);
        }
        for (int lag = 1 - window.length; lag < frequencies; lag++) {
            double phase = halfTurns((long) lag * lag);
            kernel[REAL][Math.floorMod(lag, padded)] = Math.cos(phase) / padded;
            kernel[IMAGINARY][Math.floorMod(lag, padded)] = Math.sin(phase) / padded;
        }
        transform(kernel);
    }

    /** {@code pi * product / length}, reduced before it is rounded. */
    private double halfTurns(long product) {
        return Math.PI * (product % (2L * length)) / length;
    }

    private static void transform(double[][] numbers) {
        FastFourierTransformer.transformInPlace(numbers, DftNormalization.STANDARD, TransformType.FORWARD);
    }

    /** The first frequency that {@link #magnitudes} gives. */
    int first() {
        return first;
    }

    /** The magnitudes from {@code first} on of as many samples as the window has. */
    double[] magnitudes(double[] samples) {
        int padded = work[REAL].length;
        for (int n = 0; n < padded; n++) {
            work[REAL][n] = n < samples.length ? samples[n] * before[REAL][n] : 0;
            work[IMAGINARY][n] = n < samples.length ? samples[n] * before[IMAGINARY][n] : 0;
        }
        transform(work);
        for (int i = 0; i < padded; i++) {
            double real = work[REAL][i] * kernel[REAL][i] - work[IMAGINARY][i] * kernel[IMAGINARY][i];
            double imaginary = work[REAL][i] * kernel[IMAGINARY][i] + work[IMAGINARY][i] * kernel[REAL][i];
            // A transform of the conjugate is the conjugate of the inverse, and has the same magnitude.
            work[REAL][i] = real;
            work[IMAGINARY][i] = -imaginary;
        }
        transform(work);
        double[] magnitudes = new double[frequencies];
        for (int k = 0; k < frequencies; k++) {
            magnitudes[k] = Math.sqrt(work[REAL][k] * work[REAL][k] + work[IMAGINARY][k] * work[IMAGINARY][k]);
        }
        return magnitudes;
    }
}
