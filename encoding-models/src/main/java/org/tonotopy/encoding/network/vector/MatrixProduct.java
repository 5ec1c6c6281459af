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

    /** Rows that most products compute together. */
    private static final int TILE = 4;

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
     * A number of rows rounded up to whole tiles. What is left over goes through a kernel of its own; where that happens once
     * for each clip, it is too seldom for the JIT of Java 17, which compiles no method for good before some hundreds of
     * calls, and until then every vector is an object.
     */
    static int wholeTiles(int rows) {
        return (rows + TILE - 1) / TILE * TILE;
    }

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

    /** Rows by fours until what is left is threes: two rows by themselves would cost as much as eight. */
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
        int row = 0;
        while (row < m) {
            int left = m - row;
            int from = aAt + row * aRow;
            int to = cAt + row * ldc;
            if (left >= TILE && !(left <= 9 && left % 3 == 0)) {
                if (aStep == 1) {
                    RegisterTile.fourByThreeAlongRows(steps, a, from, aRow, b, bAt, ldb, c, to, ldc);
                } else {
                    RegisterTile.fourByThree(steps, a, from, aRow, aStep, b, bAt, ldb, c, to, ldc);
                }
                row += TILE;
            } else if (left >= 3) {
                if (aStep == 1) {
                    RegisterTile.threeByThreeAlongRows(steps, a, from, aRow, b, bAt, ldb, c, to, ldc);
                } else {
                    RegisterTile.threeByThree(steps, a, from, aRow, aStep, b, bAt, ldb, c, to, ldc);
                }
                row += 3;
            } else {
                RegisterTile.oneByThree(steps, a, from, aStep, b, bAt, ldb, c, to);
                row++;
            }
        }
    }

    /** Rows by sixes until what is left is fours and threes. */
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
            if (left >= 9 || left == 6) {
                RegisterTile.sixByTwo(steps, a, from, aRow, aStep, b, bAt, ldb, c, to, ldc);
                row += 6;
            } else if (left >= 4) {
                RegisterTile.fourByTwo(steps, a, from, aRow, aStep, b, bAt, ldb, c, to, ldc);
                row += 4;
            } else if (left == 3) {
                RegisterTile.threeByTwo(steps, a, from, aRow, aStep, b, bAt, ldb, c, to, ldc);
                row += 3;
            } else {
                RegisterTile.oneByTwo(steps, a, from, aStep, b, bAt, ldb, c, to);
                row++;
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
        int row = 0;
        for (; row + 8 <= m; row += 8) {
            RegisterTile.eightByOne(steps, a, aAt + row * aRow, aRow, aStep, b, bAt, ldb, c, cAt + row * ldc, ldc);
        }
        for (; row < m; row++) {
            RegisterTile.oneByOne(steps, a, aAt + row * aRow, aStep, b, bAt, ldb, c, cAt + row * ldc);
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
            RegisterTile.oneByThree(k, a, aAt, 1, b, bAt + column, ldb, c, cAt + column);
        }
        for (; column < n; column += COUNT) {
            RegisterTile.oneByOne(k, a, aAt, 1, b, bAt + column, ldb, c, cAt + column);
        }
    }

    /** {@code sums[n] += sum over rows of b[row][n]}: the product with a row of ones keeps sums in registers. */
    static void addColumnSums(int rows, int n, float[] b, int bAt, int ldb, float[] sums, int sumsAt) {
        for (int first = 0; first < rows; first += ONES.length) {
            addRow(Math.min(ONES.length, rows - first), n, ONES, 0, b, bAt + first * ldb, ldb, sums, sumsAt);
        }
    }
}
