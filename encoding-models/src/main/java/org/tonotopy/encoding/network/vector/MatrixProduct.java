package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Products of row-major matrices, accumulated into the result. Every value is one chain of fused multiply-adds in the
 * order of the inner index, whatever the size of the matrices: a row's result depends on that row alone. Each kernel is
 * one flat loop with its accumulators in local variables, the only form that the JIT of Java 17 keeps in registers.
 */
final class MatrixProduct {
    /** Inner steps whose operand stays in the first-level cache. */
    private static final int BLOCK = 256;

    /** Rows that stay there while all columns are computed, a multiple of those that are computed together. */
    private static final int ROW_BLOCK = 72;

    /** Products with so many columns are worth it to transpose the other operand first. */
    private static final int FEWEST_TO_TURN = 9 * COUNT;

    private static final int TURNED_STEPS = 64;

    /** No power of two, which would send all rows to the same lines of the cache. */
    private static final int TURNED_STRIDE = TURNED_STEPS + 8;

    private static final float[] ONES = new float[BLOCK];

    private static final ThreadLocal<float[]> TURNED =
            ThreadLocal.withInitial(() -> new float[ROW_BLOCK * TURNED_STRIDE]);

    /** Twelve sums, three vectors of b and one of a: the sixteen registers that every processor with AVX2 has. */
    private static final int ROWS = 4;

    private static final int VECTORS = 3;

    static {
        Arrays.fill(ONES, 1);
    }

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
        if (n < FEWEST_TO_TURN) {
            add(m, k, n, a, aAt, 1, lda, b, bAt, ldb, c, cAt, ldc);
            return;
        }
        float[] turned = TURNED.get();
        for (int from = 0; from < k; from += TURNED_STEPS) {
            int steps = Math.min(TURNED_STEPS, k - from);
            for (int first = 0; first < m; first += ROW_BLOCK) {
                int rows = Math.min(ROW_BLOCK, m - first);
                turn(rows, steps, a, aAt + from * lda + first, lda, turned);
                addBlock(
                        rows,
                        steps,
                        n,
                        turned,
                        0,
                        TURNED_STRIDE,
                        1,
                        b,
                        bAt + from * ldb,
                        ldb,
                        c,
                        cAt + first * ldc,
                        ldc);
            }
        }
    }

    /** Copies a block of a matrix into its transpose. */
    private static void turn(int rows, int steps, float[] a, int aAt, int lda, float[] turned) {
        for (int step = 0; step < steps; step++) {
            int from = aAt + step * lda;
            for (int row = 0; row < rows; row++) {
                turned[row * TURNED_STRIDE + step] = a[from + row];
            }
        }
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
        for (int first = 0; first < m; first += ROW_BLOCK) {
            int rows = Math.min(ROW_BLOCK, m - first);
            for (int from = 0; from < k; from += BLOCK) {
                int steps = Math.min(BLOCK, k - from);
                int aFrom = aAt + first * aRow + from * aStep;
                addBlock(rows, steps, n, a, aFrom, aRow, aStep, b, bAt + from * ldb, ldb, c, cAt + first * ldc, ldc);
            }
        }
    }

    /** What stays in the cache: see {@link #BLOCK} and {@link #ROW_BLOCK}. */
    private static void addBlock(
            int m,
            int steps,
            int n,
            float[] a,
            int aFrom,
            int aRow,
            int aStep,
            float[] b,
            int bFrom,
            int ldb,
            float[] c,
            int cAt,
            int ldc) {
        int column = 0;
        for (; column + VECTORS * COUNT <= n; column += VECTORS * COUNT) {
            int row = 0;
            for (; row + ROWS <= m; row += ROWS) {
                if (aStep == 1) {
                    fourByThreeAlongRows(
                            steps,
                            a,
                            aFrom + row * aRow,
                            aRow,
                            b,
                            bFrom + column,
                            ldb,
                            c,
                            cAt + row * ldc + column,
                            ldc);
                } else {
                    fourByThree(
                            steps,
                            a,
                            aFrom + row * aRow,
                            aRow,
                            aStep,
                            b,
                            bFrom + column,
                            ldb,
                            c,
                            cAt + row * ldc + column,
                            ldc);
                }
            }
            for (; row + 3 <= m; row += 3) {
                if (aStep == 1) {
                    threeByThreeAlongRows(
                            steps,
                            a,
                            aFrom + row * aRow,
                            aRow,
                            b,
                            bFrom + column,
                            ldb,
                            c,
                            cAt + row * ldc + column,
                            ldc);
                } else {
                    threeByThree(
                            steps,
                            a,
                            aFrom + row * aRow,
                            aRow,
                            aStep,
                            b,
                            bFrom + column,
                            ldb,
                            c,
                            cAt + row * ldc + column,
                            ldc);
                }
            }
            for (; row < m; row++) {
                oneByThree(steps, a, aFrom + row * aRow, aStep, b, bFrom + column, ldb, c, cAt + row * ldc + column);
            }
        }
        for (; column < n; column += COUNT) {
            int row = 0;
            for (; row + 2 * ROWS <= m; row += 2 * ROWS) {
                eightByOne(
                        steps,
                        a,
                        aFrom + row * aRow,
                        aRow,
                        aStep,
                        b,
                        bFrom + column,
                        ldb,
                        c,
                        cAt + row * ldc + column,
                        ldc);
            }
            for (; row < m; row++) {
                oneByOne(steps, a, aFrom + row * aRow, aStep, b, bFrom + column, ldb, c, cAt + row * ldc + column);
            }
        }
    }

    /**
     * {@code c[n] += a[k] b[k][n]} for one row: nine vectors at a time hide the latency of the multiply-add.
     *
     * @param n whole vectors
     */
    static void addRow(int k, int n, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        int column = 0;
        for (; column + 9 * COUNT <= n; column += 9 * COUNT) {
            oneByNine(k, a, aAt, b, bAt + column, ldb, c, cAt + column);
        }
        for (; column + VECTORS * COUNT <= n; column += VECTORS * COUNT) {
            oneByThree(k, a, aAt, 1, b, bAt + column, ldb, c, cAt + column);
        }
        for (; column < n; column += COUNT) {
            oneByOne(k, a, aAt, 1, b, bAt + column, ldb, c, cAt + column);
        }
    }

    private static void fourByThree(
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
        int a1At = aAt + aRow;
        int a2At = a1At + aRow;
        int a3At = a2At + aRow;
        int at = 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cAt + 2 * COUNT);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, row1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, row1 + COUNT);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, row1 + 2 * COUNT);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, row2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, row2 + COUNT);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, row2 + 2 * COUNT);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, row3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, row3 + COUNT);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, row3 + 2 * COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + COUNT);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + 2 * COUNT);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[a1At + at]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[a2At + at]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[a3At + at]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            at += aStep;
            bAt += ldb;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + COUNT);
        c02.intoArray(c, cAt + 2 * COUNT);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + COUNT);
        c12.intoArray(c, row1 + 2 * COUNT);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + COUNT);
        c22.intoArray(c, row2 + 2 * COUNT);
        c30.intoArray(c, row3);
        c31.intoArray(c, row3 + COUNT);
        c32.intoArray(c, row3 + 2 * COUNT);
    }

    private static void threeByThree(
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
        int a1At = aAt + aRow;
        int a2At = a1At + aRow;
        int at = 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cAt + 2 * COUNT);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, row1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, row1 + COUNT);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, row1 + 2 * COUNT);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, row2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, row2 + COUNT);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, row2 + 2 * COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + COUNT);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + 2 * COUNT);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[a1At + at]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[a2At + at]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            at += aStep;
            bAt += ldb;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + COUNT);
        c02.intoArray(c, cAt + 2 * COUNT);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + COUNT);
        c12.intoArray(c, row1 + 2 * COUNT);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + COUNT);
        c22.intoArray(c, row2 + 2 * COUNT);
    }

    private static void fourByThreeAlongRows(
            int steps, float[] a, int aAt, int aRow, float[] b, int bAt, int ldb, float[] c, int cAt, int ldc) {
        int row1 = cAt + ldc;
        int row2 = row1 + ldc;
        int row3 = row2 + ldc;
        int a1At = aAt + aRow;
        int a2At = a1At + aRow;
        int a3At = a2At + aRow;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cAt + 2 * COUNT);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, row1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, row1 + COUNT);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, row1 + 2 * COUNT);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, row2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, row2 + COUNT);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, row2 + 2 * COUNT);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, row3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, row3 + COUNT);
        FloatVector c32 = FloatVector.fromArray(SPECIES, c, row3 + 2 * COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt + step * ldb);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + step * ldb + COUNT);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + step * ldb + 2 * COUNT);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + step]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[a1At + step]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[a2At + step]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[a3At + step]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + COUNT);
        c02.intoArray(c, cAt + 2 * COUNT);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + COUNT);
        c12.intoArray(c, row1 + 2 * COUNT);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + COUNT);
        c22.intoArray(c, row2 + 2 * COUNT);
        c30.intoArray(c, row3);
        c31.intoArray(c, row3 + COUNT);
        c32.intoArray(c, row3 + 2 * COUNT);
    }

    private static void threeByThreeAlongRows(
            int steps, float[] a, int aAt, int aRow, float[] b, int bAt, int ldb, float[] c, int cAt, int ldc) {
        int row1 = cAt + ldc;
        int row2 = row1 + ldc;
        int a1At = aAt + aRow;
        int a2At = a1At + aRow;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c02 = FloatVector.fromArray(SPECIES, c, cAt + 2 * COUNT);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, row1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, row1 + COUNT);
        FloatVector c12 = FloatVector.fromArray(SPECIES, c, row1 + 2 * COUNT);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, row2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, row2 + COUNT);
        FloatVector c22 = FloatVector.fromArray(SPECIES, c, row2 + 2 * COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt + step * ldb);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + step * ldb + COUNT);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, bAt + step * ldb + 2 * COUNT);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + step]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[a1At + step]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[a2At + step]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + COUNT);
        c02.intoArray(c, cAt + 2 * COUNT);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + COUNT);
        c12.intoArray(c, row1 + 2 * COUNT);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + COUNT);
        c22.intoArray(c, row2 + 2 * COUNT);
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
        int row1 = cAt + ldc;
        int row2 = row1 + ldc;
        int row3 = row2 + ldc;
        int row4 = row3 + ldc;
        int row5 = row4 + ldc;
        int row6 = row5 + ldc;
        int row7 = row6 + ldc;
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, row1);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, row2);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, row3);
        FloatVector c4 = FloatVector.fromArray(SPECIES, c, row4);
        FloatVector c5 = FloatVector.fromArray(SPECIES, c, row5);
        FloatVector c6 = FloatVector.fromArray(SPECIES, c, row6);
        FloatVector c7 = FloatVector.fromArray(SPECIES, c, row7);
        for (int step = 0; step < steps; step++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt + step * ldb);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c0 = a0.fma(b0, c0);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[aAt + aRow]);
            c1 = a1.fma(b0, c1);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[aAt + 2 * aRow]);
            c2 = a2.fma(b0, c2);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[aAt + 3 * aRow]);
            c3 = a3.fma(b0, c3);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[aAt + 4 * aRow]);
            c4 = a4.fma(b0, c4);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[aAt + 5 * aRow]);
            c5 = a5.fma(b0, c5);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[aAt + 6 * aRow]);
            c6 = a6.fma(b0, c6);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[aAt + 7 * aRow]);
            c7 = a7.fma(b0, c7);
            aAt += aStep;
        }
        c0.intoArray(c, cAt);
        c1.intoArray(c, row1);
        c2.intoArray(c, row2);
        c3.intoArray(c, row3);
        c4.intoArray(c, row4);
        c5.intoArray(c, row5);
        c6.intoArray(c, row6);
        c7.intoArray(c, row7);
    }

    private static void oneByNine(int steps, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * COUNT);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * COUNT);
        FloatVector c4 = FloatVector.fromArray(SPECIES, c, cAt + 4 * COUNT);
        FloatVector c5 = FloatVector.fromArray(SPECIES, c, cAt + 5 * COUNT);
        FloatVector c6 = FloatVector.fromArray(SPECIES, c, cAt + 6 * COUNT);
        FloatVector c7 = FloatVector.fromArray(SPECIES, c, cAt + 7 * COUNT);
        FloatVector c8 = FloatVector.fromArray(SPECIES, c, cAt + 8 * COUNT);
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
            c8 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 8 * COUNT), c8);
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
        c8.intoArray(c, cAt + 8 * COUNT);
    }

    private static void oneByThree(
            int steps, float[] a, int aAt, int aStep, float[] b, int bAt, int ldb, float[] c, int cAt) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c0 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt), c0);
            c1 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + COUNT), c1);
            c2 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 2 * COUNT), c2);
            aAt += aStep;
            bAt += ldb;
        }
        c0.intoArray(c, cAt);
        c1.intoArray(c, cAt + COUNT);
        c2.intoArray(c, cAt + 2 * COUNT);
    }

    private static void oneByOne(
            int steps, float[] a, int aAt, int aStep, float[] b, int bAt, int ldb, float[] c, int cAt) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
        for (int step = 0; step < steps; step++) {
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt]);
            c0 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt), c0);
            aAt += aStep;
            bAt += ldb;
        }
        c0.intoArray(c, cAt);
    }

    /** {@code sums[n] += sum over rows of b[row][n]}: the product with a row of ones keeps sums in registers. */
    static void addColumnSums(int rows, int n, float[] b, int bAt, int ldb, float[] sums, int sumsAt) {
        for (int first = 0; first < rows; first += ONES.length) {
            addRow(Math.min(ONES.length, rows - first), n, ONES, 0, b, bAt + first * ldb, ldb, sums, sumsAt);
        }
    }
}
