package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Parts of a product of matrices that are small enough to be summed in registers, named by their rows and vectors of
 * columns: {@code c[row][n] += a[row][k] b[k][n]}. Four rows of three vectors fill the sixteen registers that every processor
 * with AVX2 has: twelve sums, three vectors of b and one of a. Eight sums at least hide how long a multiply-add takes. Each
 * kernel is one flat loop with its sums in local variables, the only form that the JIT of Java 17 keeps in registers; those
 * along rows know that the steps of a follow each other, and check bounds once per loop.
 *
 * <p>A tile takes fewer rows too: those beyond the last are the last again, with the same result. A kernel of its own for what is
 * left over would be called once for each clip in places: too seldom for the JIT, which compiles no method for good before some
 * hundreds of calls, and until then every vector is an object.
 */
final class RegisterTile {
    private RegisterTile() {}

    static void fourByThree(
            int rows,
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
        int row1 = cAt + Math.min(1, rows - 1) * ldc;
        int row2 = cAt + Math.min(2, rows - 1) * ldc;
        int row3 = cAt + Math.min(3, rows - 1) * ldc;
        int a1At = aAt + Math.min(1, rows - 1) * aRow;
        int a2At = aAt + Math.min(2, rows - 1) * aRow;
        int a3At = aAt + Math.min(3, rows - 1) * aRow;
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

    static void fourByThreeAlongRows(
            int rows,
            int steps,
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
            int ldb,
            float[] c,
            int cAt,
            int ldc) {
        int row1 = cAt + Math.min(1, rows - 1) * ldc;
        int row2 = cAt + Math.min(2, rows - 1) * ldc;
        int row3 = cAt + Math.min(3, rows - 1) * ldc;
        int a1At = aAt + Math.min(1, rows - 1) * aRow;
        int a2At = aAt + Math.min(2, rows - 1) * aRow;
        int a3At = aAt + Math.min(3, rows - 1) * aRow;
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

    static void sixByTwo(
            int rows,
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
        int row1 = cAt + Math.min(1, rows - 1) * ldc;
        int row2 = cAt + Math.min(2, rows - 1) * ldc;
        int row3 = cAt + Math.min(3, rows - 1) * ldc;
        int row4 = cAt + Math.min(4, rows - 1) * ldc;
        int row5 = cAt + Math.min(5, rows - 1) * ldc;
        int a1At = aAt + Math.min(1, rows - 1) * aRow;
        int a2At = aAt + Math.min(2, rows - 1) * aRow;
        int a3At = aAt + Math.min(3, rows - 1) * aRow;
        int a4At = aAt + Math.min(4, rows - 1) * aRow;
        int a5At = aAt + Math.min(5, rows - 1) * aRow;
        int at = 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, row1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, row1 + COUNT);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, row2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, row2 + COUNT);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, row3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, row3 + COUNT);
        FloatVector c40 = FloatVector.fromArray(SPECIES, c, row4);
        FloatVector c41 = FloatVector.fromArray(SPECIES, c, row4 + COUNT);
        FloatVector c50 = FloatVector.fromArray(SPECIES, c, row5);
        FloatVector c51 = FloatVector.fromArray(SPECIES, c, row5 + COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + COUNT);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[a1At + at]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[a2At + at]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[a3At + at]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[a4At + at]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[a5At + at]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            at += aStep;
            bAt += ldb;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + COUNT);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + COUNT);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + COUNT);
        c30.intoArray(c, row3);
        c31.intoArray(c, row3 + COUNT);
        c40.intoArray(c, row4);
        c41.intoArray(c, row4 + COUNT);
        c50.intoArray(c, row5);
        c51.intoArray(c, row5 + COUNT);
    }

    static void fourByTwo(
            int rows,
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
        int row1 = cAt + Math.min(1, rows - 1) * ldc;
        int row2 = cAt + Math.min(2, rows - 1) * ldc;
        int row3 = cAt + Math.min(3, rows - 1) * ldc;
        int a1At = aAt + Math.min(1, rows - 1) * aRow;
        int a2At = aAt + Math.min(2, rows - 1) * aRow;
        int a3At = aAt + Math.min(3, rows - 1) * aRow;
        int at = 0;
        FloatVector c00 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c01 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c10 = FloatVector.fromArray(SPECIES, c, row1);
        FloatVector c11 = FloatVector.fromArray(SPECIES, c, row1 + COUNT);
        FloatVector c20 = FloatVector.fromArray(SPECIES, c, row2);
        FloatVector c21 = FloatVector.fromArray(SPECIES, c, row2 + COUNT);
        FloatVector c30 = FloatVector.fromArray(SPECIES, c, row3);
        FloatVector c31 = FloatVector.fromArray(SPECIES, c, row3 + COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, bAt);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, bAt + COUNT);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[a1At + at]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[a2At + at]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[a3At + at]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            at += aStep;
            bAt += ldb;
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + COUNT);
        c10.intoArray(c, row1);
        c11.intoArray(c, row1 + COUNT);
        c20.intoArray(c, row2);
        c21.intoArray(c, row2 + COUNT);
        c30.intoArray(c, row3);
        c31.intoArray(c, row3 + COUNT);
    }

    static void eightByOne(
            int rows,
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
        int row1 = cAt + Math.min(1, rows - 1) * ldc;
        int row2 = cAt + Math.min(2, rows - 1) * ldc;
        int row3 = cAt + Math.min(3, rows - 1) * ldc;
        int row4 = cAt + Math.min(4, rows - 1) * ldc;
        int row5 = cAt + Math.min(5, rows - 1) * ldc;
        int row6 = cAt + Math.min(6, rows - 1) * ldc;
        int row7 = cAt + Math.min(7, rows - 1) * ldc;
        int a1At = aAt + Math.min(1, rows - 1) * aRow;
        int a2At = aAt + Math.min(2, rows - 1) * aRow;
        int a3At = aAt + Math.min(3, rows - 1) * aRow;
        int a4At = aAt + Math.min(4, rows - 1) * aRow;
        int a5At = aAt + Math.min(5, rows - 1) * aRow;
        int a6At = aAt + Math.min(6, rows - 1) * aRow;
        int a7At = aAt + Math.min(7, rows - 1) * aRow;
        int at = 0;
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
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + at]);
            c0 = a0.fma(b0, c0);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[a1At + at]);
            c1 = a1.fma(b0, c1);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[a2At + at]);
            c2 = a2.fma(b0, c2);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[a3At + at]);
            c3 = a3.fma(b0, c3);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[a4At + at]);
            c4 = a4.fma(b0, c4);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[a5At + at]);
            c5 = a5.fma(b0, c5);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[a6At + at]);
            c6 = a6.fma(b0, c6);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[a7At + at]);
            c7 = a7.fma(b0, c7);
            at += aStep;
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

    static void oneByNine(int steps, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
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

    static void oneByThree(int steps, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + COUNT);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + step]);
            c0 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt), c0);
            c1 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + COUNT), c1);
            c2 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt + 2 * COUNT), c2);
            bAt += ldb;
        }
        c0.intoArray(c, cAt);
        c1.intoArray(c, cAt + COUNT);
        c2.intoArray(c, cAt + 2 * COUNT);
    }

    static void oneByOne(int steps, float[] a, int aAt, float[] b, int bAt, int ldb, float[] c, int cAt) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt);
        for (int step = 0; step < steps; step++) {
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aAt + step]);
            c0 = a0.fma(FloatVector.fromArray(SPECIES, b, bAt), c0);
            bAt += ldb;
        }
        c0.intoArray(c, cAt);
    }
}
