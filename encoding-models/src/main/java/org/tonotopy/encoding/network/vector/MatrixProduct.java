package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Products of row-major matrices, accumulated into the result. Every value is one chain of fused multiply-adds in the
 * order of the inner index, whatever the size of the matrices: a row's result depends on that row alone. Each kernel is
 * one flat loop with its accumulators in local variables, the only form that the JIT of Java 17 keeps in registers.
 */
final class MatrixProduct {
    /** Inner steps whose operand stays in the first-level cache. */
    private static final int BLOCK = 128;

    private static final int ROWS = 4;
    private static final int VECTORS = 4;

    private MatrixProduct() {}

    /**
     * {@code c[m][n] += a[m][k] b[k][n]}.
     *
     * @param m rows of a and c
     * @param k columns of a; rows of b
     * @param n columns of b and c, whole vectors
     */
    static void add(
            int m,
            int k,
            int n,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float[] c,
            int cAt,
            int ldc) {
        add(m, k, n, a, aAt, lda, 1, b, bAt, ldb, c, cAt, ldc);
    }

    /**
     * {@code c[m][n] += a[k][m] b[k][n]}: the product with the transpose of a, as gradients of weights need it.
     *
     * @param m columns of a; rows of c
     * @param k rows of a and b
     * @param n columns of b and c, whole vectors
     */
    static void addTransposed(
            int m,
            int k,
            int n,
            float[] a,
            int aAt,
            int lda,
            float[] b,
            int bAt,
            int ldb,
            float[] c,
            int cAt,
            int ldc) {
        add(m, k, n, a, aAt, 1, lda, b, bAt, ldb, c, cAt, ldc);
    }

    /** Both products: they differ in how far it is in a from row to row of c, and from step to step. */
    private static void add(
            int m,
            int k,
            int n,
            float[] a,
            int aAt,
            int aRow,
            int aStep,
            float[] b,
            int bAt,
            int ldb,
            float[] c,
            int cAt,
            int ldc) {
        for (int from = 0; from < k; from += BLOCK) {
            int steps = Math.min(BLOCK, k - from);
            int aFrom = aAt + from * aStep;
            int column = 0;
            for (; column + VECTORS * COUNT <= n; column += VECTORS * COUNT) {
                int bFrom = bAt + from * ldb + column;
                int row = 0;
                for (; row + ROWS <= m; row += ROWS) {
                    int cFrom = cAt + row * ldc + column;
                    fourByFour(steps, a, aFrom + row * aRow, aRow, aStep, b, bFrom, ldb, c, cFrom, ldc);
                }
                for (; row < m; row++) {
                    oneByFour(steps, a, aFrom + row * aRow, aStep, b, bFrom, ldb, c, cAt + row * ldc + column);
                }
            }
            for (; column < n; column += COUNT) {
                int bFrom = bAt + from * ldb + column;
                int row = 0;
                for (; row + 2 * ROWS <= m; row += 2 * ROWS) {
                    int cFrom = cAt + row * ldc + column;
                    eightByOne(steps, a, aFrom + row * aRow, aRow, aStep, b, bFrom, ldb, c, cFrom, ldc);
                }
                for (; row < m; row++) {
                    oneByOne(steps, a, aFrom + row * aRow, aStep, b, bFrom, ldb, c, cAt + row * ldc + column);
                }
            }
        }
    }

    /**
     * {@code c[n] += a[k] b[k][n]} for one row: eight vectors at a time hide the latency of the multiply-add.
     *
     * @param n whole vectors
     */
    static void addRow(int k, int n, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        int column = 0;
        for (; column + 8 * COUNT <= n; column += 8 * COUNT) {
            oneByEight(k, a, aAt, b, bAt + column, ldb, c, cAt + column);
        }
        for (; column + 4 * COUNT <= n; column += 4 * COUNT) {
            oneByFour(k, a, aAt, 1, b, bAt + column, ldb, c, cAt + column);
        }
        for (; column < n; column += COUNT) {
            oneByOne(k, a, aAt, 1, b, bAt + column, ldb, c, cAt + column);
        }
    }

    private static void fourByFour(
            int steps,
            float[] a,
            int aAt,
            int aRow,
            int aStep,
            float[] b,
            int bAt,
            int ldb,
            float[] c,
            int cAt,
            int ldc) {
        int row1 = cAt + ldc;
        int row2 = row1 + ldc;
        int row3 = row2 + ldc;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cAt + 2 * COUNT);
        FloatVector c03 = FloatVector.fromArray(SPECIES, c, cAt + 3 * COUNT);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, row1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, row1 + COUNT);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, row1 + 2 * COUNT);
        FloatVector c13 = FloatVector.fromArray(SPECIES, c, row1 + 3 * COUNT);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, row2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, row2 + COUNT);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, row2 + 2 * COUNT);
        FloatVector c23 = FloatVector.fromArray(SPECIES, c, row2 + 3 * COUNT);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, row3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, row3 + COUNT);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, row3 + 2 * COUNT);
        FloatVector c33 = FloatVector.fromArray(SPECIES, c, row3 + 3 * COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + COUNT);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + 2 * COUNT);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, bAt + 3 * COUNT);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + aRow]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2 * aRow]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3 * aRow]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
            aAt += aStep;
            bAt += ldb;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + COUNT);
        c02.intoArray(c, cAt + 2 * COUNT);
        c03.intoArray(c, cAt + 3 * COUNT);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + COUNT);
        c12.intoArray(c, row1 + 2 * COUNT);
        c13.intoArray(c, row1 + 3 * COUNT);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + COUNT);
        c22.intoArray(c, row2 + 2 * COUNT);
        c23.intoArray(c, row2 + 3 * COUNT);
        c30.intoArray(c, row3);
        c31.intoArray(c, row3 + COUNT);
        c32.intoArray(c, row3 + 2 * COUNT);
        c33.intoArray(c, row3 + 3 * COUNT);
    }

    private static void eightByOne(
            int steps,
            float[] a,
            int aAt,
            int aRow,
            int aStep,
            float[] b,
            int bAt,
            int ldb,
            float[] c,
            int cAt,
            int ldc) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + ldc);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * ldc);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * ldc);
        FloatVector c4 = FloatVector.fromArray(SPECIES, c, cAt + 4 * ldc);
        FloatVector c5 = FloatVector.fromArray(SPECIES, c, cAt + 5 * ldc);
        FloatVector c6 = FloatVector.fromArray(SPECIES, c, cAt + 6 * ldc);
        FloatVector c7 = FloatVector.fromArray(SPECIES, c, cAt + 7 * ldc);
        for (int step = 0; step < steps; step++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            c0 = FloatVector.broadcast(SPECIES, a[aAt]).fma(b0, c0);
            c1 = FloatVector.broadcast(SPECIES, a[aAt + aRow]).fma(b0, c1);
            c2 = FloatVector.broadcast(SPECIES, a[aAt + 2 * aRow]).fma(b0, c2);
            c3 = FloatVector.broadcast(SPECIES, a[aAt + 3 * aRow]).fma(b0, c3);
            c4 = FloatVector.broadcast(SPECIES, a[aAt + 4 * aRow]).fma(b0, c4);
            c5 = FloatVector.broadcast(SPECIES, a[aAt + 5 * aRow]).fma(b0, c5);
            c6 = FloatVector.broadcast(SPECIES, a[aAt + 6 * aRow]).fma(b0, c6);
            c7 = FloatVector.broadcast(SPECIES, a[aAt + 7 * aRow]).fma(b0, c7);
            aAt += aStep;
            bAt += ldb;
        }
        c0.intoArray(c, cAt);
        c1.intoArray(c, cAt + ldc);
        c2.intoArray(c, cAt + 2 * ldc);
        c3.intoArray(c, cAt + 3 * ldc);
        c4.intoArray(c, cAt + 4 * ldc);
        c5.intoArray(c, cAt + 5 * ldc);
        c6.intoArray(c, cAt + 6 * ldc);
        c7.intoArray(c, cAt + 7 * ldc);
    }

    private static void oneByEight(int steps, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * COUNT);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * COUNT);
        FloatVector c4 = FloatVector.fromArray(SPECIES, c, cAt + 4 * COUNT);
        FloatVector c5 = FloatVector.fromArray(SPECIES, c, cAt + 5 * COUNT);
        FloatVector c6 = FloatVector.fromArray(SPECIES, c, cAt + 6 * COUNT);
        FloatVector c7 = FloatVector.fromArray(SPECIES, c, cAt + 7 * COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + step]);
            c0 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt), c0);
            c1 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + COUNT), c1);
            c2 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 2 * COUNT), c2);
            c3 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 3 * COUNT), c3);
            c4 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 4 * COUNT), c4);
            c5 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 5 * COUNT), c5);
            c6 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 6 * COUNT), c6);
            c7 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 7 * COUNT), c7);
            bAt += ldb;
        }
        c0.intoArray(c, cAt);
        c1.intoArray(c, cAt + COUNT);
        c2.intoArray(c, cAt + 2 * COUNT);
        c3.intoArray(c, cAt + 3 * COUNT);
        c4.intoArray(c, cAt + 4 * COUNT);
        c5.intoArray(c, cAt + 5 * COUNT);
        c6.intoArray(c, cAt + 6 * COUNT);
        c7.intoArray(c, cAt + 7 * COUNT);
    }

    private static void oneByFour(
            int steps, float[] a, int aAt, int aStep, float[] b, int bAt, int ldb, float[] c, int cAt) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * COUNT);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c0 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt), c0);
            c1 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + COUNT), c1);
            c2 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 2 * COUNT), c2);
            c3 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 3 * COUNT), c3);
            aAt += aStep;
            bAt += ldb;
        }
        c0.intoArray(c, cAt);
        c1.intoArray(c, cAt + COUNT);
        c2.intoArray(c, cAt + 2 * COUNT);
        c3.intoArray(c, cAt + 3 * COUNT);
    }

    private static void oneByOne(
            int steps, float[] a, int aAt, int aStep, float[] b, int bAt, int ldb, float[] c, int cAt) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
        for (int step = 0; step < steps; step++) {
            c0 = FloatVector.broadcast(SPECIES, a[aAt]).fma(FloatVector.fromArray(SPECIES, b, bAt), c0);
            aAt += aStep;
            bAt += ldb;
        }
        c0.intoArray(c, cAt);
    }

    /** {@code sums[n] += sum over rows of b[row][n]}. */
    static void addColumnSums(int rows, int n, float[] b, int bAt, int ldb, float[] sums) {
        for (int column = 0; column < n; column += COUNT) {
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, column);
            int at = bAt + column;
            for (int row = 0; row < rows; row++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, b, at));
                at += ldb;
            }
            sum.intoArray(sums, column);
        }
    }
}
