package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;

import java.util.Arrays;

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
        while (column < n) {
            int left = (n - column) / COUNT;
            // Four vectors are two pairs: a single one keeps too few sums under way.
            int vectors = left == 4 ? 2 : Math.min(left, 3);
            int bAt = bFrom + column;
            int to = cAt + column;
            switch (vectors) {
                case 3 -> threeVectors(m, steps, a, aFrom, aRow, aStep, b, bAt, ldb, c, to, ldc);
                case 2 -> twoVectors(m, steps, a, aFrom, aRow, aStep, b, bAt, ldb, c, to, ldc);
                default -> oneVector(m, steps, a, aFrom, aRow, aStep, b, bAt, ldb, c, to, ldc);
            }
            column += vectors * COUNT;
        }
    }

    private static void threeVectors(
            int m,
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
        for (int row = 0; row < m; row += 4) {
            int rows = Math.min(4, m - row);
            int from = aAt + row * aRow;
            int to = cAt + row * ldc;
            if (aStep == 1) {
                RegisterTile.fourByThreeAlongRows(rows, steps, a, from, aRow, b, bAt, ldb, c, to, ldc);
            } else {
                RegisterTile.fourByThree(rows, steps, a, from, aRow, aStep, b, bAt, ldb, c, to, ldc);
            }
        }
    }

    /** Sixes are faster than fours, unless two fours are enough. */
    private static void twoVectors(
            int m,
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
        int row = 0;
        while (row < m) {
            int left = m - row;
            int from = aAt + row * aRow;
            int to = cAt + row * ldc;
            if (left > 8 || left == 6 || left == 5) {
                RegisterTile.sixByTwo(Math.min(6, left), steps, a, from, aRow, aStep, b, bAt, ldb, c, to, ldc);
                row += 6;
            } else {
                RegisterTile.fourByTwo(Math.min(4, left), steps, a, from, aRow, aStep, b, bAt, ldb, c, to, ldc);
                row += 4;
            }
        }
    }

    private static void oneVector(
            int m,
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
        for (int row = 0; row < m; row += 8) {
            RegisterTile.eightByOne(
                    Math.min(8, m - row),
                    steps,
                    a,
                    aAt + row * aRow,
                    aRow,
                    aStep,
                    b,
                    bAt,
                    ldb,
                    c,
                    cAt + row * ldc,
                    ldc);
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
            RegisterTile.oneByNine(k, a, aAt, b, bAt + column, ldb, c, cAt + column);
        }
        for (; column + 3 * COUNT <= n; column += 3 * COUNT) {
            RegisterTile.oneByThree(k, a, aAt, b, bAt + column, ldb, c, cAt + column);
        }
        for (; column < n; column += COUNT) {
            RegisterTile.oneByOne(k, a, aAt, b, bAt + column, ldb, c, cAt + column);
        }
    }

    /** {@code sums[n] += sum over rows of b[row][n]}: the product with a row of ones keeps sums in registers. */
    static void addColumnSums(int rows, int n, float[] b, int bAt, int ldb, float[] sums, int sumsAt) {
        for (int first = 0; first < rows; first += ONES.length) {
            addRow(Math.min(ONES.length, rows - first), n, ONES, 0, b, bAt + first * ldb, ldb, sums, sumsAt);
        }
    }
}
