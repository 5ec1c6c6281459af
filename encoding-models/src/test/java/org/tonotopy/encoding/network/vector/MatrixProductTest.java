package org.tonotopy.encoding.network.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixProductTest {
    private static final int PAD = 3;

    /** Every number of rows and of vectors that a kernel of its own, or a rest, is for. */
    @ParameterizedTest
    @CsvSource({
        "1, 5, 1",
        "2, 3, 3",
        "3, 130, 4",
        "4, 1, 2",
        "5, 33, 8",
        "6, 20, 7",
        "7, 70, 5",
        "7, 70, 27",
        "8, 9, 9",
        "9, 257, 5",
        "10, 12, 3",
        "13, 64, 4",
        "11, 128, 12",
        "16, 4, 1",
        "80, 64, 2"
    })
    void everyValueIsOneChainOfMultiplyAddsInTheOrderOfTheInnerIndex(int m, int k, int vectors) {
        int n = vectors * Lanes.COUNT;
        SplittableRandom random = new SplittableRandom(m + 31L * k);
        float[] a = random(m * (k + PAD), random);
        float[] transposed = new float[k * (m + PAD)];
        for (int row = 0; row < m; row++) {
            for (int step = 0; step < k; step++) {
                transposed[step * (m + PAD) + row] = a[row * (k + PAD) + step];
            }
        }
        float[] b = random(k * (n + PAD), random);
        float[] start = random(PAD + m * (n + PAD), random);
        float[] expected = start.clone();
        for (int row = 0; row < m; row++) {
            for (int column = 0; column < n; column++) {
                int at = PAD + row * (n + PAD) + column;
                for (int step = 0; step < k; step++) {
                    expected[at] = Math.fma(a[row * (k + PAD) + step], b[step * (n + PAD) + column], expected[at]);
                }
            }
        }

        float[] product = start.clone();
        MatrixProduct.add(m, k, n, a, 0, k + PAD, b, 0, n + PAD, product, PAD, n + PAD);
        assertThat(product).isEqualTo(expected);

        float[] ofTransposed = start.clone();
        MatrixProduct.addTransposed(m, k, n, transposed, 0, m + PAD, b, 0, n + PAD, ofTransposed, PAD, n + PAD);
        assertThat(ofTransposed).isEqualTo(expected);

        float[] rowByRow = start.clone();
        for (int row = 0; row < m; row++) {
            MatrixProduct.addRow(k, n, a, row * (k + PAD), b, 0, n + PAD, rowByRow, PAD + row * (n + PAD));
        }
        assertThat(rowByRow).isEqualTo(expected);
    }

    private static float[] random(int length, SplittableRandom random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return values;
    }
}
