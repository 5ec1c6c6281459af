package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.OutputNonlinearity#SIGMOID4}. */
final class Sigmoid4Stage extends ScaledCurveStage {
    Sigmoid4Stage(int width, ParameterLayout layout, boolean positive) {
        super(width, layout, ParameterNames.OUTPUT_WIDTH, positive);
    }

    @Override
    double slope(double raw) {
        return 1 / Positive.of(raw);
    }

    @Override
    double slopeDerivative(double raw) {
        return -Positive.slope(raw) / (Positive.of(raw) * Positive.of(raw));
    }

    @Override
    void curve(int length, float[] values, float[] derivatives) {
        for (int i = 0; i < length; i += COUNT) {
            FloatVector value = Elementary.sigmoid(FloatVector.fromArray(SPECIES, values, i));
            value.sub(value.mul(value)).intoArray(derivatives, i);
            value.intoArray(values, i);
        }
    }
}
