package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Convolution along positions, which are the lanes of the vectors: five channels and two vectors of positions at a time
 * fill the registers of a processor with sixteen. Each kernel is one flat loop with its accumulators in local variables,
 * the only form that the JIT of Java 17 keeps in registers.
 */
final class ConvolutionProduct {
    /** Channels computed together; weights are packed by so many. */
    static final int CHANNELS = 5;

    private ConvolutionProduct() {}

    /** A number of channels rounded up to whole blocks. */
    static int padded(int channels) {
        return (channels + CHANNELS - 1) / CHANNELS * CHANNELS;
    }

    /**
     * {@code y[channel][lane] += sum over steps of w[step][channel] x[step][lane]} for one block of channels.
     *
     * @param lanes whole vectors
     * @param steps number of rows of x
     */
    static void add(
            int lanes, int steps, float[] w, int wAt, float[] x, int xAt, int ldx, float[] y, int yAt, int ldy) {
        int lane = 0;
        for (; lane + 2 * COUNT <= lanes; lane += 2 * COUNT) {
            fiveByTwo(steps, w, wAt, x, xAt + lane, ldx, y, yAt + lane, ldy);
        }
        if (lane < lanes) {
            fiveByOne(steps, w, wAt, x, xAt + lane, ldx, y, yAt + lane, ldy);
        }
    }

    /**
     * {@code sums[step][channel][lane] += sum over bins of g[bin][channel][lane] x[bin][step][lane]} for one block of
     * channels.
     *
     * @param lanes whole vectors, of which the sums keep only the place inside their vector
     * @param steps number of rows of x at each bin
     */
    static void addProducts(
            int lanes,
            int steps,
            int bins,
            float[] g,
            int gAt,
            int gBin,
            int ldg,
            float[] x,
            int xAt,
            int xBin,
            int ldx,
            float[] sums,
            int sumsAt) {
        int size = CHANNELS * COUNT;
        for (int lane = 0; lane < lanes; lane += COUNT) {
            int step = 0;
            for (; step + 2 <= steps; step += 2) {
                int from = xAt + lane + step * ldx;
                productsOfTwo(bins, g, gAt + lane, gBin, ldg, x, from, xBin, ldx, sums, sumsAt + step * size);
            }
            if (step < steps) {
                int from = xAt + lane + step * ldx;
                productsOfOne(bins, g, gAt + lane, gBin, ldg, x, from, xBin, sums, sumsAt + step * size);
            }
        }
    }

    private static void fiveByTwo(
            int steps, float[] w, int wAt, float[] x, int xAt, int ldx, float[] y, int yAt, int ldy) {
        int row1 = yAt + ldy;
        int row2 = row1 + ldy;
        int row3 = row2 + ldy;
        int row4 = row3 + ldy;
        FloatVector y00 = FloatVector.fromArray(SPECIES, y, yAt);
        FloatVector y01 = FloatVector.fromArray(SPECIES, y, yAt + COUNT);
        FloatVector y10 = FloatVector.fromArray(SPECIES, y, row1);
        FloatVector y11 = FloatVector.fromArray(SPECIES, y, row1 + COUNT);
        FloatVector y20 = FloatVector.fromArray(SPECIES, y, row2);
        FloatVector y21 = FloatVector.fromArray(SPECIES, y, row2 + COUNT);
        FloatVector y30 = FloatVector.fromArray(SPECIES, y, row3);
        FloatVector y31 = FloatVector.fromArray(SPECIES, y, row3 + COUNT);
        FloatVector y40 = FloatVector.fromArray(SPECIES, y, row4);
        FloatVector y41 = FloatVector.fromArray(SPECIES, y, row4 + COUNT);
        for (int step = 0; step < steps; step++) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xAt);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, xAt + COUNT);
            FloatVector w0 = FloatVector.broadcast(SPECIES, w[wAt]);
            y00 = w0.fma(x0, y00);
            y01 = w0.fma(x1, y01);
            FloatVector w1 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
            y10 = w1.fma(x0, y10);
            y11 = w1.fma(x1, y11);
            FloatVector w2 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
            y20 = w2.fma(x0, y20);
            y21 = w2.fma(x1, y21);
            FloatVector w3 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
            y30 = w3.fma(x0, y30);
            y31 = w3.fma(x1, y31);
            FloatVector w4 = FloatVector.broadcast(SPECIES, w[wAt + 4]);
            y40 = w4.fma(x0, y40);
            y41 = w4.fma(x1, y41);
            wAt += CHANNELS;
            xAt += ldx;
        }
        y00.intoArray(y, yAt);
        y01.intoArray(y, yAt + COUNT);
        y10.intoArray(y, row1);
        y11.intoArray(y, row1 + COUNT);
        y20.intoArray(y, row2);
        y21.intoArray(y, row2 + COUNT);
        y30.intoArray(y, row3);
        y31.intoArray(y, row3 + COUNT);
        y40.intoArray(y, row4);
        y41.intoArray(y, row4 + COUNT);
    }

    private static void fiveByOne(
            int steps, float[] w, int wAt, float[] x, int xAt, int ldx, float[] y, int yAt, int ldy) {
        FloatVector y0 = FloatVector.fromArray(SPECIES, y, yAt);
        FloatVector y1 = FloatVector.fromArray(SPECIES, y, yAt + ldy);
        FloatVector y2 = FloatVector.fromArray(SPECIES, y, yAt + 2 * ldy);
        FloatVector y3 = FloatVector.fromArray(SPECIES, y, yAt + 3 * ldy);
        FloatVector y4 = FloatVector.fromArray(SPECIES, y, yAt + 4 * ldy);
        for (int step = 0; step < steps; step++) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xAt);
            y0 = FloatVector.broadcast(SPECIES, w[wAt]).fma(x0, y0);
            y1 = FloatVector.broadcast(SPECIES, w[wAt + 1]).fma(x0, y1);
            y2 = FloatVector.broadcast(SPECIES, w[wAt + 2]).fma(x0, y2);
            y3 = FloatVector.broadcast(SPECIES, w[wAt + 3]).fma(x0, y3);
            y4 = FloatVector.broadcast(SPECIES, w[wAt + 4]).fma(x0, y4);
            wAt += CHANNELS;
            xAt += ldx;
        }
        y0.intoArray(y, yAt);
        y1.intoArray(y, yAt + ldy);
        y2.intoArray(y, yAt + 2 * ldy);
        y3.intoArray(y, yAt + 3 * ldy);
        y4.intoArray(y, yAt + 4 * ldy);
    }

    private static void productsOfTwo(
            int bins,
            float[] g,
            int gAt,
            int gBin,
            int ldg,
            float[] x,
            int xAt,
            int xBin,
            int ldx,
            float[] sums,
            int sumsAt) {
        int other = sumsAt + CHANNELS * COUNT;
        FloatVector s00 = FloatVector.fromArray(SPECIES, sums, sumsAt);
        FloatVector s10 = FloatVector.fromArray(SPECIES, sums, sumsAt + COUNT);
        FloatVector s20 = FloatVector.fromArray(SPECIES, sums, sumsAt + 2 * COUNT);
        FloatVector s30 = FloatVector.fromArray(SPECIES, sums, sumsAt + 3 * COUNT);
        FloatVector s40 = FloatVector.fromArray(SPECIES, sums, sumsAt + 4 * COUNT);
        FloatVector s01 = FloatVector.fromArray(SPECIES, sums, other);
        FloatVector s11 = FloatVector.fromArray(SPECIES, sums, other + COUNT);
        FloatVector s21 = FloatVector.fromArray(SPECIES, sums, other + 2 * COUNT);
        FloatVector s31 = FloatVector.fromArray(SPECIES, sums, other + 3 * COUNT);
        FloatVector s41 = FloatVector.fromArray(SPECIES, sums, other + 4 * COUNT);
        for (int bin = 0; bin < bins; bin++) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xAt);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, xAt + ldx);
            FloatVector g0 = FloatVector.fromArray(SPECIES, g, gAt);
            s00 = g0.fma(x0, s00);
            s01 = g0.fma(x1, s01);
            FloatVector g1 = FloatVector.fromArray(SPECIES, g, gAt + ldg);
            s10 = g1.fma(x0, s10);
            s11 = g1.fma(x1, s11);
            FloatVector g2 = FloatVector.fromArray(SPECIES, g, gAt + 2 * ldg);
            s20 = g2.fma(x0, s20);
            s21 = g2.fma(x1, s21);
            FloatVector g3 = FloatVector.fromArray(SPECIES, g, gAt + 3 * ldg);
            s30 = g3.fma(x0, s30);
            s31 = g3.fma(x1, s31);
            FloatVector g4 = FloatVector.fromArray(SPECIES, g, gAt + 4 * ldg);
            s40 = g4.fma(x0, s40);
            s41 = g4.fma(x1, s41);
            gAt += gBin;
            xAt += xBin;
        }
        s00.intoArray(sums, sumsAt);
        s10.intoArray(sums, sumsAt + COUNT);
        s20.intoArray(sums, sumsAt + 2 * COUNT);
        s30.intoArray(sums, sumsAt + 3 * COUNT);
        s40.intoArray(sums, sumsAt + 4 * COUNT);
        s01.intoArray(sums, other);
        s11.intoArray(sums, other + COUNT);
        s21.intoArray(sums, other + 2 * COUNT);
        s31.intoArray(sums, other + 3 * COUNT);
        s41.intoArray(sums, other + 4 * COUNT);
    }

    private static void productsOfOne(
            int bins, float[] g, int gAt, int gBin, int ldg, float[] x, int xAt, int xBin, float[] sums, int sumsAt) {
        FloatVector s0 = FloatVector.fromArray(SPECIES, sums, sumsAt);
        FloatVector s1 = FloatVector.fromArray(SPECIES, sums, sumsAt + COUNT);
        FloatVector s2 = FloatVector.fromArray(SPECIES, sums, sumsAt + 2 * COUNT);
        FloatVector s3 = FloatVector.fromArray(SPECIES, sums, sumsAt + 3 * COUNT);
        FloatVector s4 = FloatVector.fromArray(SPECIES, sums, sumsAt + 4 * COUNT);
        for (int bin = 0; bin < bins; bin++) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xAt);
            s0 = FloatVector.fromArray(SPECIES, g, gAt).fma(x0, s0);
            s1 = FloatVector.fromArray(SPECIES, g, gAt + ldg).fma(x0, s1);
            s2 = FloatVector.fromArray(SPECIES, g, gAt + 2 * ldg).fma(x0, s2);
            s3 = FloatVector.fromArray(SPECIES, g, gAt + 3 * ldg).fma(x0, s3);
            s4 = FloatVector.fromArray(SPECIES, g, gAt + 4 * ldg).fma(x0, s4);
            gAt += gBin;
            xAt += xBin;
        }
        s0.intoArray(sums, sumsAt);
        s1.intoArray(sums, sumsAt + COUNT);
        s2.intoArray(sums, sumsAt + 2 * COUNT);
        s3.intoArray(sums, sumsAt + 3 * COUNT);
        s4.intoArray(sums, sumsAt + 4 * COUNT);
    }
}
