package org.tonotopy.encoding.fitting;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.tonotopy.encoding.lanes.VectorOperations;

/**
 * The loops of {@link BatchLoss} on the processor's vector units. Sums run in double precision, in an order that depends
 * on nothing but the number of entries; derivatives, which end as floats, are computed as floats. NaN targets count
 * nowhere.
 */
final class LossKernels {
    private static final double RATE_FLOOR = LossFunction.RATE_FLOOR;

    /** Vectors of sums: the values of the entries, and how many were recorded. */
    static final int SUMS = 2;

    /** Constants per neuron in the derivative of the correlation. */
    static final int CONSTANTS = 3;

    /**
     * The one shape of float vectors in this process. As soon as a class for another shape is loaded, converting to doubles
     * lane by lane would do it, the JIT of Java 17 no longer knows what kind of vector a loop carries, and turns every vector
     * of the networks' kernels into an object.
     */
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final int COUNT = DOUBLES.length();

    /** Where the exponent of a double begins. */
    private static final int EXPONENT = 52;

    private static final long ONE = Double.doubleToRawLongBits(1);
    private static final long ROOT_OF_HALF = Double.doubleToRawLongBits(Math.sqrt(0.5));
    /** A double in whose lowest bits whole numbers stand. */
    private static final double WHOLE = 0x1.8p52;

    private static final double LOG_OF_2 = Math.log(2);

    static {
        VectorOperations.lookUp();
    }

    private LossKernels() {}

    /** Copies a stretch of floats into doubles, for a vector of fewer lanes must not be made: see {@link #FLOATS}. */
    static void widen(float[] floats, int from, int size, double[] doubles) {
        for (int i = 0; i < size; i++) {
            doubles[i] = floats[from + i];
        }
    }

    /**
     * Adds up {@code (r - y)^2}.
     *
     * @param size entries, whole vectors
     * @param sums {@link #SUMS} vectors, one of sums and one of counts, added to lane by lane
     */
    static void squares(int size, double[] prediction, double[] target, double[] sums) {
        DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, 0);
        DoubleVector recorded = DoubleVector.fromArray(DOUBLES, sums, COUNT);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
        for (int i = 0; i < size; i += COUNT) {
            DoubleVector y = DoubleVector.fromArray(DOUBLES, target, i);
            DoubleVector difference =
                    DoubleVector.fromArray(DOUBLES, prediction, i).sub(y);
            VectorMask<Double> missing = y.compare(VectorOperators.NE, y);
            sum = sum.add(difference.mul(difference).blend(0, missing));
            recorded = recorded.add(one.blend(0, missing));
        }
        sum.intoArray(sums, 0);
        recorded.intoArray(sums, COUNT);
    }

    /** {@code log(max(r, eps) + eps)}, a loop by itself, because it is long: see {@link #poisson}. */
    static void logarithms(int size, double[] prediction, double[] logarithms) {
        for (int i = 0; i < size; i += COUNT) {
            log(DoubleVector.fromArray(DOUBLES, prediction, i).max(RATE_FLOOR).add(RATE_FLOOR))
                    .intoArray(logarithms, i);
        }
    }

    /**
     * The same with {@code r - y log(max(r, eps) + eps)}, in two loops, because loops over vectors have to be short: see
     * {@link VectorOperations}.
     *
     * @param logarithms of {@link #logarithms}
     */
    static void poisson(int size, double[] prediction, double[] target, double[] logarithms, double[] sums) {
        DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, 0);
        DoubleVector recorded = DoubleVector.fromArray(DOUBLES, sums, COUNT);
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
        for (int i = 0; i < size; i += COUNT) {
            DoubleVector y = DoubleVector.fromArray(DOUBLES, target, i);
            DoubleVector r = DoubleVector.fromArray(DOUBLES, prediction, i);
            VectorMask<Double> missing = y.compare(VectorOperators.NE, y);
            DoubleVector logarithm = DoubleVector.fromArray(DOUBLES, logarithms, i);
            sum = sum.add(r.sub(y.mul(logarithm)).blend(0, missing));
            recorded = recorded.add(one.blend(0, missing));
        }
        sum.intoArray(sums, 0);
        recorded.intoArray(sums, COUNT);
    }

    /**
     * The natural logarithm of positive normal numbers to thirteen digits: {@code x = 2^n m} with m from the root of 1/2 to
     * that of 2, and {@code log m = 2 artanh((m - 1)/(m + 1))}, whose argument is at most 0.172, as a series.
     */
    private static DoubleVector log(DoubleVector x) {
        LongVector bits = x.reinterpretAsLongs();
        LongVector exponent = bits.add(ONE - ROOT_OF_HALF).lanewise(VectorOperators.LSHR, EXPONENT);
        DoubleVector n = exponent.add(Double.doubleToRawLongBits(WHOLE) - (ONE >> EXPONENT))
                .reinterpretAsDoubles()
                .sub(WHOLE);
        DoubleVector m = bits.sub(exponent.lanewise(VectorOperators.LSHL, EXPONENT))
                .add(ONE)
                .reinterpretAsDoubles();
        DoubleVector s = m.sub(1).div(m.add(1));
        DoubleVector square = s.mul(s);
        DoubleVector series = DoubleVector.broadcast(DOUBLES, 2.0 / 15);
        series = series.fma(square, DoubleVector.broadcast(DOUBLES, 2.0 / 13));
        series = series.fma(square, DoubleVector.broadcast(DOUBLES, 2.0 / 11));
        series = series.fma(square, DoubleVector.broadcast(DOUBLES, 2.0 / 9));
        series = series.fma(square, DoubleVector.broadcast(DOUBLES, 2.0 / 7));
        series = series.fma(square, DoubleVector.broadcast(DOUBLES, 2.0 / 5));
        series = series.fma(square, DoubleVector.broadcast(DOUBLES, 2.0 / 3));
        series = series.fma(square, DoubleVector.broadcast(DOUBLES, 2.0));
        return series.fma(s, n.mul(LOG_OF_2));
    }

    /**
     * Adds up, for as many neurons as a vector has doubles, the moments of prediction and target over some bins.
     *
     * @param from the first bin's first neuron
     * @param rows bins
     * @param neurons from bin to bin
     * @param moments rows of {@link NeuronMoments}, added to
     * @param momentsAt the first neuron's place in the first of these rows
     */
    static void moments(
            int from, int rows, int neurons, double[] prediction, double[] target, double[] moments, int momentsAt) {
        int predictionAt = momentsAt + NeuronMoments.PREDICTION * neurons;
        int targetAt = momentsAt + NeuronMoments.TARGET * neurons;
        int predictionSquaredAt = momentsAt + NeuronMoments.PREDICTION_SQUARED * neurons;
        int targetSquaredAt = momentsAt + NeuronMoments.TARGET_SQUARED * neurons;
        int productAt = momentsAt + NeuronMoments.PRODUCT * neurons;
        DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
        DoubleVector count = DoubleVector.fromArray(DOUBLES, moments, momentsAt);
        DoubleVector ofPrediction = DoubleVector.fromArray(DOUBLES, moments, predictionAt);
        DoubleVector ofTarget = DoubleVector.fromArray(DOUBLES, moments, targetAt);
        DoubleVector predictionSquared = DoubleVector.fromArray(DOUBLES, moments, predictionSquaredAt);
        DoubleVector targetSquared = DoubleVector.fromArray(DOUBLES, moments, targetSquaredAt);
        DoubleVector product = DoubleVector.fromArray(DOUBLES, moments, productAt);
        int at = from;
        for (int row = 0; row < rows; row++) {
            DoubleVector y = DoubleVector.fromArray(DOUBLES, target, at);
            VectorMask<Double> missing = y.compare(VectorOperators.NE, y);
            DoubleVector r = DoubleVector.fromArray(DOUBLES, prediction, at).blend(0, missing);
            y = y.blend(0, missing);
            count = count.add(one.blend(0, missing));
            ofPrediction = ofPrediction.add(r);
            ofTarget = ofTarget.add(y);
            predictionSquared = predictionSquared.add(r.mul(r));
            targetSquared = targetSquared.add(y.mul(y));
            product = product.add(r.mul(y));
            at += neurons;
        }
        count.intoArray(moments, momentsAt);
        ofPrediction.intoArray(moments, predictionAt);
        ofTarget.intoArray(moments, targetAt);
        predictionSquared.intoArray(moments, predictionSquaredAt);
        targetSquared.intoArray(moments, targetSquaredAt);
        product.intoArray(moments, productAt);
    }

    /**
     * Writes {@code scale * d(r - y)^2/dr + a y + b r + c} for whole vectors of entries.
     *
     * @param constants rows a, b, c by neuron, each followed by its beginning, so that a vector can start at any neuron
     * @param neurons from bin to bin
     * @return the first entry that did not fill a vector
     */
    static int squaresSlopes(
            int from,
            int to,
            float[] prediction,
            float[] target,
            float scale,
            float[] constants,
            int neurons,
            float[] slopes) {
        int rowOfConstants = constants.length / CONSTANTS;
        int neuron = from % neurons;
        int i = from;
        for (; i + FLOATS.length() <= to; i += FLOATS.length()) {
            FloatVector y = FloatVector.fromArray(FLOATS, target, i);
            FloatVector r = FloatVector.fromArray(FLOATS, prediction, i);
            FloatVector slope = r.sub(y).mul(2 * scale);
            correlated(slope, r, y, constants, neuron, rowOfConstants).intoArray(slopes, i);
            neuron = (neuron + FLOATS.length()) % neurons;
        }
        return i;
    }

    /** The same with {@code d(r - y log(r + eps))/dr}. */
    static int poissonSlopes(
            int from,
            int to,
            float[] prediction,
            float[] target,
            float scale,
            float[] constants,
            int neurons,
            float[] slopes) {
        int rowOfConstants = constants.length / CONSTANTS;
        int neuron = from % neurons;
        FloatVector floor = FloatVector.broadcast(FLOATS, (float) RATE_FLOOR);
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        int i = from;
        for (; i + FLOATS.length() <= to; i += FLOATS.length()) {
            FloatVector y = FloatVector.fromArray(FLOATS, target, i);
            FloatVector r = FloatVector.fromArray(FLOATS, prediction, i);
            // Below the floor the logarithm is constant.
            FloatVector slope = one.sub(y.div(r.add(floor)).blend(0, r.compare(VectorOperators.LE, floor)))
                    .mul(scale);
            correlated(slope, r, y, constants, neuron, rowOfConstants).intoArray(slopes, i);
            neuron = (neuron + FLOATS.length()) % neurons;
        }
        return i;
    }

    private static FloatVector correlated(
            FloatVector slope, FloatVector r, FloatVector y, float[] constants, int neuron, int rowOfConstants) {
        FloatVector a = FloatVector.fromArray(FLOATS, constants, neuron);
        FloatVector b = FloatVector.fromArray(FLOATS, constants, rowOfConstants + neuron);
        FloatVector c = FloatVector.fromArray(FLOATS, constants, 2 * rowOfConstants + neuron);
        return slope.add(a.fma(y, b.fma(r, c))).blend(0, y.compare(VectorOperators.NE, y));
    }
}
