package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** Layer normalisation of rows padded to whole vectors, in vectors: for as many rows as a transformer has. */
final class RowNorm {
    private static final float EPSILON = 1e-5f;

    private final int width;
    private final int stride;
    private final int scaleAt;
    private final int shiftAt;
    private final float[] scale;
    private final float[] shift;
    /** 1 where there is a value, 0 in the padding. */
    private final float[] live;

    RowNorm(int width, int scaleAt, int shiftAt) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.scaleAt = scaleAt;
        this.shiftAt = shiftAt;
        this.scale = new float[stride];
        this.shift = new float[stride];
        this.live = new float[stride];
        Arrays.fill(live, 0, width, 1);
    }

    void load(float[] parameters) {
        System.arraycopy(parameters, scaleAt, scale, 0, width);
        System.arraycopy(parameters, shiftAt, shift, 0, width);
    }

    float[] scale() {
        return scale;
    }

    float[] shift() {
        return shift;
    }

    /**
     * Normalises a row in place, before scale and shift.
     *
     * @param lanes room for one vector
     * @return the inverse of its deviation
     */
    float normalise(float[] x, int at, float[] lanes) {
        float mean = total(stride, x, at, lanes) / width;
        float squares = centre(stride, mean, x, at, live, lanes);
        float inverse = (float) (1 / Math.sqrt(squares / width + EPSILON));
        multiply(stride, inverse, x, at);
        return inverse;
    }

    /** {@code y = normal * scale + shift}. */
    void rescale(float[] normal, int at, float[] y) {
        rescale(stride, normal, at, scale, shift, y);
    }

    /**
     * Goes back through one row.
     *
     * @param slopes those of the normalised row, that is, already multiplied by the scale; overwritten with those of the
     *     row before it was normalised
     */
    void back(float[] slopes, float[] normal, int at, float inverse, float[] lanes) {
        float mean = total(stride, slopes, at, lanes) / width;
        float share = product(stride, slopes, normal, at, lanes) / width;
        back(stride, slopes, normal, at, mean, share, inverse, live);
    }

    Gradient gradient() {
        return new Gradient();
    }

    /** Sums of one clip's gradient. */
    final class Gradient {
        private final float[] scaleSums = new float[stride];
        private final float[] shiftSums = new float[stride];

        void clear() {
            Arrays.fill(scaleSums, 0);
            Arrays.fill(shiftSums, 0);
        }

        /** Adds what one row gives, and multiplies its slopes by the scale. */
        void addAndScale(float[] slopes, float[] normal, int at) {
            RowNorm.addAndScale(stride, slopes, normal, at, scale, scaleSums, shiftSums);
        }

        void write(float[] gradient) {
            System.arraycopy(scaleSums, 0, gradient, scaleAt, width);
            System.arraycopy(shiftSums, 0, gradient, shiftAt, width);
        }
    }

    /**
     * The sum of a vector in one order on every machine: a reduction of the Vector API has none. It takes the vector as an
     * array, into which a kernel writes it itself: passed on as a vector, it became an object in some starts.
     *
     * @param lanes of the vector; overwritten
     */
    static float sum(float[] lanes) {
        for (int half = COUNT / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }

    private static float total(int stride, float[] x, int at, float[] lanes) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < stride; i += COUNT) {
            sum = sum.add(FloatVector.fromArray(SPECIES, x, at + i));
        }
        sum.intoArray(lanes, 0);
        return sum(lanes);
    }

    private static float product(int stride, float[] x, float[] y, int at, float[] lanes) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < stride; i += COUNT) {
            sum = FloatVector.fromArray(SPECIES, x, at + i).fma(FloatVector.fromArray(SPECIES, y, at + i), sum);
        }
        sum.intoArray(lanes, 0);
        return sum(lanes);
    }

    private static float centre(int stride, float mean, float[] x, int at, float[] live, float[] lanes) {
        FloatVector squares = FloatVector.zero(SPECIES);
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector centred =
                    FloatVector.fromArray(SPECIES, x, at + i).sub(mean).mul(FloatVector.fromArray(SPECIES, live, i));
            centred.intoArray(x, at + i);
            squares = centred.fma(centred, squares);
        }
        squares.intoArray(lanes, 0);
        return sum(lanes);
    }

    private static void multiply(int stride, float factor, float[] x, int at) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector.fromArray(SPECIES, x, at + i).mul(factor).intoArray(x, at + i);
        }
    }

    private static void rescale(int stride, float[] normal, int at, float[] scale, float[] shift, float[] y) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector.fromArray(SPECIES, normal, at + i)
                    .fma(FloatVector.fromArray(SPECIES, scale, i), FloatVector.fromArray(SPECIES, shift, i))
                    .intoArray(y, at + i);
        }
    }

    private static void addAndScale(
            int stride, float[] slopes, float[] normal, int at, float[] scale, float[] scaleSums, float[] shiftSums) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, at + i);
            slope.fma(FloatVector.fromArray(SPECIES, normal, at + i), FloatVector.fromArray(SPECIES, scaleSums, i))
                    .intoArray(scaleSums, i);
            slope.add(FloatVector.fromArray(SPECIES, shiftSums, i)).intoArray(shiftSums, i);
            slope.mul(FloatVector.fromArray(SPECIES, scale, i)).intoArray(slopes, at + i);
        }
    }

    private static void back(
            int stride, float[] slopes, float[] normal, int at, float mean, float share, float inverse, float[] live) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector.fromArray(SPECIES, slopes, at + i)
                    .sub(mean)
                    .sub(FloatVector.fromArray(SPECIES, normal, at + i).mul(share))
                    .mul(inverse)
                    .mul(FloatVector.fromArray(SPECIES, live, i))
                    .intoArray(slopes, at + i);
        }
    }
}
