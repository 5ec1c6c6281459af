package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Elementary functions of a vector, to about one part in ten million: by range reduction and Taylor or area-tangent
 * series, so that they are the same on every processor.
 */
final class Elementary {
    private static final float LOG2_E = 1.44269504f;
    /** The logarithm of 2 as a part that multiplies without rounding, and the rest. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;
    /** Adding this rounds to a whole number, which then stands in the lowest bits. */
    private static final float ROUNDER = 12582912f;

    private static final int EXPONENT_SHIFT = 23;
    private static final int EXPONENT_OF_ONE = 127 << EXPONENT_SHIFT;
    private static final float LARGEST = 87.3f;

    private Elementary() {}

    /** {@code e^x}, held to the range of normal numbers. */
    static FloatVector exp(FloatVector x) {
        FloatVector bounded = x.min(LARGEST).max(-LARGEST);
        FloatVector shifted =
                bounded.fma(FloatVector.broadcast(SPECIES, LOG2_E), FloatVector.broadcast(SPECIES, ROUNDER));
        FloatVector whole = shifted.sub(ROUNDER);
        FloatVector rest = whole.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), bounded);
        rest = whole.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), rest);
        FloatVector series = FloatVector.broadcast(SPECIES, 1f / 5040);
        series = series.fma(rest, FloatVector.broadcast(SPECIES, 1f / 720));
        series = series.fma(rest, FloatVector.broadcast(SPECIES, 1f / 120));
        series = series.fma(rest, FloatVector.broadcast(SPECIES, 1f / 24));
        series = series.fma(rest, FloatVector.broadcast(SPECIES, 1f / 6));
        series = series.fma(rest, FloatVector.broadcast(SPECIES, 0.5f));
        series = series.fma(rest, FloatVector.broadcast(SPECIES, 1f));
        series = series.fma(rest, FloatVector.broadcast(SPECIES, 1f));
        FloatVector power = shifted.reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                .add(EXPONENT_OF_ONE)
                .reinterpretAsFloats();
        return series.mul(power);
    }

    /** {@code 1 / (1 + e^-x)}. */
    static FloatVector sigmoid(FloatVector x) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        return one.div(exp(x.neg()).add(one));
    }

    /** The hyperbolic tangent. */
    static FloatVector tanh(FloatVector x) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        return one.sub(FloatVector.broadcast(SPECIES, 2f).div(exp(x.add(x)).add(one)));
    }

    /** {@code log(1 + e^x)} without overflow: {@code max(x, 0) + log(1 + e^-|x|)}. */
    static FloatVector softplus(FloatVector x) {
        FloatVector u = exp(x.abs().neg());
        return logOfOnePlus(u).add(x.max(0f));
    }

    /** {@code log(1 + u)} for {@code u} from 0 to 1. */
    static FloatVector logOfOnePlus(FloatVector u) {
        // log(1 + u) = 2 artanh(u / (2 + u)), whose argument is at most 1/3.
        FloatVector s = u.div(u.add(2f));
        FloatVector square = s.mul(s);
        FloatVector series = FloatVector.broadcast(SPECIES, 2f / 13);
        series = series.fma(square, FloatVector.broadcast(SPECIES, 2f / 11));
        series = series.fma(square, FloatVector.broadcast(SPECIES, 2f / 9));
        series = series.fma(square, FloatVector.broadcast(SPECIES, 2f / 7));
        series = series.fma(square, FloatVector.broadcast(SPECIES, 2f / 5));
        series = series.fma(square, FloatVector.broadcast(SPECIES, 2f / 3));
        series = series.fma(square, FloatVector.broadcast(SPECIES, 2f));
        return series.mul(s);
    }
}
