package org.tonotopy.encoding.network;

import java.util.Arrays;
import org.tonotopy.encoding.network.StartingValues.Constant;
import org.tonotopy.encoding.network.StartingValues.Uniform;

/**
 * {@link Recurrence#LMU}, the Legendre memory unit (Voelker, Kaji&#263; &amp; Eliasmith 2019 NeurIPS 32): units share one
 * memory of a single signal, {@code u = e_x x + e_h h + e_m m}, {@code m' = Abar m + Bbar u}, {@code h' = tanh(W_x x + W_h
 * h + W_m m')}. The memory holds the coefficients of Legendre polynomials that describe the signal over a sliding window.
 *
 * <p>Its matrices are fixed: {@code A_ij = (2i + 1) / theta * (-1 if i < j else (-1)^(i-j+1))} and {@code B_i = (2i + 1)
 * (-1)^i / theta}, discretised by zero-order hold at one bin, {@code Abar = e^A} and {@code Bbar = A^-1 (Abar - 1) B}.
 */
public final class LegendreMemory {
    /** Values that the memory holds. */
    public static final int SIZE = 128;
    /** {@code theta}: length of the window. */
    public static final int WINDOW_BINS = 99;

    private static final double[][] HELD = exponential(continuous());

    private LegendreMemory() {}

    /** {@code Abar}, {@code [to][from]}; a copy. */
    public static double[][] transition() {
        double[][] transition = new double[SIZE][];
        for (int i = 0; i < SIZE; i++) {
            transition[i] = Arrays.copyOf(HELD[i], SIZE);
        }
        return transition;
    }

    /** {@code Bbar}. */
    public static double[] input() {
        double[] input = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            input[i] = HELD[i][SIZE];
        }
        return input;
    }

    /** Starts as published: weights of one variance before and after, nothing fed back into the memory. */
    static void addTo(ParameterLayout.Builder layout, int hidden) {
        double ofInput = Math.sqrt(3.0 / hidden);
        double square = Math.sqrt(6.0 / (hidden + hidden));
        double ofMemory = Math.sqrt(6.0 / (hidden + SIZE));
        layout.add(ParameterNames.MEMORY_OF_INPUT, new Uniform(-ofInput, ofInput), hidden)
                .add(ParameterNames.MEMORY_OF_STATE, new Constant(0), hidden)
                .add(ParameterNames.MEMORY_OF_MEMORY, new Constant(0), SIZE)
                .add(ParameterNames.INPUT_WEIGHT, new Uniform(-square, square), hidden, hidden)
                .add(ParameterNames.STATE_WEIGHT, new Uniform(-square, square), hidden, hidden)
                .add(ParameterNames.MEMORY_WEIGHT, new Uniform(-ofMemory, ofMemory), hidden, SIZE);
    }

    /** {@code [A B; 0 0]}, whose exponential is {@code [Abar Bbar; 0 1]}. */
    private static double[][] continuous() {
        double[][] matrix = new double[SIZE + 1][SIZE + 1];
        for (int i = 0; i < SIZE; i++) {
            double scale = (2 * i + 1) / (double) WINDOW_BINS;
            for (int j = 0; j < SIZE; j++) {
                matrix[i][j] = i < j || (i - j) % 2 == 0 ? -scale : scale;
            }
            matrix[i][SIZE] = i % 2 == 0 ? scale : -scale;
        }
        return matrix;
    }

    /** By a Taylor series of a small enough part, squared back. */
    private static double[][] exponential(double[][] matrix) {
        double largest = 0;
        for (double[] row : matrix) {
            double sum = 0;
            for (double value : row) {
                sum += Math.abs(value);
            }
            largest = Math.max(largest, sum);
        }
        int squarings = Math.max(0, Math.getExponent(largest) + 2);
        double[][] part = scaled(matrix, Math.scalb(1, -squarings));
        double[][] sum = scaled(part, 0);
        double[][] term = scaled(part, 0);
        for (int i = 0; i < term.length; i++) {
            sum[i][i] = 1;
            term[i][i] = 1;
        }
        // The part's norm is below 1/2: the first term left out is below 2^-18 / 18!.
        for (int k = 1; k < 18; k++) {
            term = scaled(product(term, part), 1.0 / k);
            for (int i = 0; i < sum.length; i++) {
                for (int j = 0; j < sum.length; j++) {
                    sum[i][j] += term[i][j];
                }
            }
        }
        for (int i = 0; i < squarings; i++) {
            sum = product(sum, sum);
        }
        return sum;
    }

    private static double[][] scaled(double[][] matrix, double factor) {
        double[][] scaled = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                scaled[i][j] = matrix[i][j] * factor;
            }
        }
        return scaled;
    }

    private static double[][] product(double[][] left, double[][] right) {
        double[][] product = new double[left.length][left.length];
        for (int i = 0; i < left.length; i++) {
            for (int k = 0; k < left.length; k++) {
                double factor = left[i][k];
                for (int j = 0; j < left.length; j++) {
                    product[i][j] += factor * right[k][j];
                }
            }
        }
        return product;
    }
}
