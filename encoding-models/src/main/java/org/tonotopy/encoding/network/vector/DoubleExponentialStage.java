package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.OutputNonlinearity#DEXP}. */
final class DoubleExponentialStage extends ScaledCurveStage {
    /** Beyond this the curve and its slope are as good as 0, but the inner exponential would outgrow the outer. */
    private static final float LARGEST = 5;

    DoubleExponentialStage(int width, ParameterLayout layout, boolean positive) {
        super(width, layout, ParameterNames.OUTPUT_STEEPNESS, positive);
    }

    @Override
    double slope(double raw) {
        return Positive.of(raw);
    }

    @Override
    double slopeDerivative(double raw) {
        return Positive.slope(raw);
    }

    @Override
    void curve(int length, float[] values, float[] derivatives) {
        for (int i = 0; i < length; i += COUNT) {
            FloatVector inner = Elementary.exp(
                    FloatVector.fromArray(SPECIES, values, i).neg().min(LARGEST));
            FloatVector value = Elementary.exp(inner.neg());
            inner.mul(value).intoArray(derivatives, i);
            value.intoArray(values, i);
        }
    }
}
