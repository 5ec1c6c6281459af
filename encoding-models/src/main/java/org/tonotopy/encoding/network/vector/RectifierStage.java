package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link org.tonotopy.encoding.network.OutputNonlinearity#RELU}. */
final class RectifierStage extends PointwiseStage {
    RectifierStage(int width) {
        super(width);
    }

    @Override
    void values(int length, float[] x, float[] y) {
        for (int i = 0; i < length; i += COUNT) {
            FloatVector.fromArray(SPECIES, x, i).max(0f).intoArray(y, i);
        }
    }

    @Override
    void slopes(int length, float[] x, float[] y, float[] slopes) {
        for (int i = 0; i < length; i += COUNT) {
            VectorMask<Float> closed = FloatVector.fromArray(SPECIES, x, i).compare(VectorOperators.LE, 0f);
            FloatVector.fromArray(SPECIES, slopes, i).blend(0f, closed).intoArray(slopes, i);
        }
    }
}
