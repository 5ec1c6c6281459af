package org.tonotopy.encoding.cochleagram;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The impulse response of a lowpass filter that passes what lies below 0.4 cycles per sample and stops what lies above 0.5, as
 * a function of time in samples; zero before 0, and area 1.
 *
 * <p>A sinc behind a Kaiser window (Kaiser 1974), made minimum phase by folding its real cepstrum (Oppenheim and Schafer, ch.
 * 13): the same magnitudes, the earliest possible energy.
 */
final class MinimumPhaseLowpass {
    private static final int TAPS_PER_SAMPLE = 256;
    private static final int LENGTH = 72;
    private static final double CUTOFF = 0.45;
    private static final double KAISER_BETA = 10;
    private static final int TRANSFORM = 1 << 18;

    /** The logarithm of the cepstrum needs magnitudes above zero; this far below the passband nothing is heard. */
    private static final double LEAST_MAGNITUDE = 1e-7;

    private final double[] taps;

    MinimumPhaseLowpass() {
        double[][] numbers = new double[2][TRANSFORM];
        double[] symmetric = symmetric();
        System.arraycopy(symmetric, 0, numbers[0], 0, symmetric.length);
        toMinimumPhase(numbers);
        taps = new double[LENGTH * TAPS_PER_SAMPLE + 1];
        double area = 0;
        for (int i = 0; i < taps.length; i++) {
            taps[i] = numbers[0][i];
            area += taps[i] / TAPS_PER_SAMPLE;
        }
        for (int i = 0; i < taps.length; i++) {
            taps[i] /= area;
        }
    }

    private static double[] symmetric() {
        double[] taps = new double[LENGTH * TAPS_PER_SAMPLE + 1];
        for (int i = 0; i < taps.length; i++) {
            double time = (double) i / TAPS_PER_SAMPLE - LENGTH / 2.0;
            double phase = 2 * Math.PI * CUTOFF * time;
            double sinc = phase == 0 ? 1 : Math.sin(phase) / phase;
            double place = 2 * time / LENGTH;
            double window = besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - place * place))) / besselI0(KAISER_BETA);
            taps[i] = 2 * CUTOFF * sinc * window / TAPS_PER_SAMPLE;
        }
        return taps;
    }

    /** The modified Bessel function of order 0, by its series. */
    private static double besselI0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    private static void toMinimumPhase(double[][] numbers) {
        transform(numbers, TransformType.FORWARD);
        for (int i = 0; i < TRANSFORM; i++) {
            numbers[0][i] = Math.log(Math.max(LEAST_MAGNITUDE, Math.hypot(numbers[0][i], numbers[1][i])));
            numbers[1][i] = 0;
        }
        transform(numbers, TransformType.INVERSE);
        for (int i = 1; i < TRANSFORM; i++) {
            numbers[0][i] *= i < TRANSFORM / 2 ? 2 : i == TRANSFORM / 2 ? 1 : 0;
            numbers[1][i] = 0;
        }
        transform(numbers, TransformType.FORWARD);
        for (int i = 0; i < TRANSFORM; i++) {
            double magnitude = Math.exp(numbers[0][i]);
            double phase = numbers[1][i];
            numbers[0][i] = magnitude * Math.cos(phase);
            numbers[1][i] = magnitude * Math.sin(phase);
        }
        transform(numbers, TransformType.INVERSE);
    }

    private static void transform(double[][] numbers, TransformType direction) {
        FastFourierTransformer.transformInPlace(numbers, DftNormalization.STANDARD, direction);
    }

    /** How long the response lasts. */
    int length() {
        return LENGTH;
    }

    /** The response at a time from 0 up to below {@link #length()}. */
    double at(double time) {
        double place = time * TAPS_PER_SAMPLE;
        int before = (int) place;
        double share = place - before;
        return taps[before] * (1 - share) + taps[before + 1] * share;
    }
}
