package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/** {@link org.tonotopy.encoding.network.OutputNonlinearity#SIGMOID}. */
final class SigmoidStage extends PointwiseStage {
    SigmoidStage(int width) {
        super(width);
    }

    @Override
    void values(int length, float[] x, float[] y) {
        for (int i = 0; i < length; i += COUNT) {
            Elementary.sigmoid(FloatVector.fromArray(SPECIES, x, i)).intoArray(y, i);
        }
    }

    @Override
    void slopes(int length, float[] x, float[] y, float[] slopes) {
        for (int i = 0; i < length; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, y, i);
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, i);
            slope.mul(value.sub(value.mul(value))).intoArray(slopes, i);
        }
    }
}
