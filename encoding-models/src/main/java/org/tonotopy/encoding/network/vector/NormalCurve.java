package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The standard normal distribution, to about one part in ten million of the whole. */
final class NormalCurve {
    private static final float SQRT_HALF = (float) Math.sqrt(0.5);
    private static final float DENSITY_AT_ZERO = (float) (1 / Math.sqrt(2 * Math.PI));

    private NormalCurve() {}

    /** The share below {@code x}: by the error function (Abramowitz and Stegun 1964, 7.1.26). */
    static FloatVector share(FloatVector x) {
        FloatVector z = x.abs().mul(SQRT_HALF);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        FloatVector t = one.div(z.fma(FloatVector.broadcast(SPECIES, 0.3275911f), one));
        FloatVector series = FloatVector.broadcast(SPECIES, 1.061405429f);
        series = series.fma(t, FloatVector.broadcast(SPECIES, -1.453152027f));
        series = series.fma(t, FloatVector.broadcast(SPECIES, 1.421413741f));
        series = series.fma(t, FloatVector.broadcast(SPECIES, -0.284496736f));
        series = series.fma(t, FloatVector.broadcast(SPECIES, 0.254829592f));
        FloatVector tail = series.mul(t).mul(Elementary.exp(z.mul(z).neg())).mul(0.5f);
        return one.sub(tail).blend(tail, x.compare(VectorOperators.LT, 0f));
    }

    /** The density at {@code x}. */
    static FloatVector density(FloatVector x) {
        return Elementary.exp(x.mul(x).mul(-0.5f)).mul(DENSITY_AT_ZERO);
    }
}
