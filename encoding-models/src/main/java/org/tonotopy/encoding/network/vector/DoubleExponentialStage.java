package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.OutputNonlinearity#DEXP}. */
final class DoubleExponentialStage extends SaturatingStage {
    /** Beyond it the outer exponential is below 1e-35 and its slope too: held, so that neither leaves the range. */
    private static final float LARGEST = 4.4f;

    DoubleExponentialStage(int width, ParameterLayout layout, boolean nonNegative) {
        this(width, layout, nonNegative, UnaryOperator.identity());
    }

    /** @param naming from the parameters' plain names to those of the layout */
    DoubleExponentialStage(int width, ParameterLayout layout, boolean nonNegative, UnaryOperator<String> naming) {
        super(width, layout, nonNegative, ParameterNames.OUTPUT_STEEPNESS, 0, naming);
    }

    @Override
    void respond(float[] inUse, float[] x, int xAt, float[] y, int yAt) {
        respond(stride, inUse, x, xAt, y, yAt);
    }

    @Override
    void goBack(float[] inUse, float[] x, int xAt, float[] slopes, int slopesAt, float[] valueGradient) {
        goBack(stride, inUse, x, xAt, slopes, slopesAt, valueGradient);
    }

    private static void respond(int stride, float[] values, float[] x, int xAt, float[] y, int yAt) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector distance = FloatVector.fromArray(SPECIES, x, xAt + i)
                    .sub(FloatVector.fromArray(SPECIES, values, SHIFT * stride + i));
            FloatVector inner = Elementary.exp(distance.mul(FloatVector.fromArray(SPECIES, values, SLOPE * stride + i))
                    .neg()
                    .min(LARGEST));
            Elementary.exp(inner.neg())
                    .fma(
                            FloatVector.fromArray(SPECIES, values, AMPLITUDE * stride + i),
                            FloatVector.fromArray(SPECIES, values, BASE * stride + i))
                    .intoArray(y, yAt + i);
        }
    }

    private static void goBack(
            int stride, float[] values, float[] x, int xAt, float[] slopes, int slopesAt, float[] valueGradient) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector steepness = FloatVector.fromArray(SPECIES, values, SLOPE * stride + i);
            FloatVector distance = FloatVector.fromArray(SPECIES, x, xAt + i)
                    .sub(FloatVector.fromArray(SPECIES, values, SHIFT * stride + i));
            FloatVector inner = Elementary.exp(distance.mul(steepness).neg().min(LARGEST));
            FloatVector outer = Elementary.exp(inner.neg());
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, slopesAt + i);
            FloatVector ofExponent = slope.mul(FloatVector.fromArray(SPECIES, values, AMPLITUDE * stride + i))
                    .mul(outer)
                    .mul(inner);
            FloatVector ofInput = ofExponent.mul(steepness);
            add(valueGradient, BASE * stride + i, slope);
            add(valueGradient, AMPLITUDE * stride + i, slope.mul(outer));
            add(valueGradient, SHIFT * stride + i, ofInput.neg());
            add(valueGradient, SLOPE * stride + i, ofExponent.mul(distance));
            ofInput.intoArray(slopes, slopesAt + i);
        }
    }

    private static void add(float[] sums, int at, FloatVector values) {
        FloatVector.fromArray(SPECIES, sums, at).add(values).intoArray(sums, at);
    }
}
