package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.OutputNonlinearity#SIGMOID4}. */
final class Sigmoid4Stage extends SaturatingStage {
    Sigmoid4Stage(int width, ParameterLayout layout, boolean nonNegative) {
        this(width, layout, nonNegative, UnaryOperator.identity());
    }

    /** @param naming from the parameters' plain names to those of the layout */
    Sigmoid4Stage(int width, ParameterLayout layout, boolean nonNegative, UnaryOperator<String> naming) {
        super(width, layout, nonNegative, ParameterNames.OUTPUT_WIDTH, OutputNonlinearity.LEAST_WIDTH, naming);
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
                    .sub(FloatVector.fromArray(SPECIES, values, SHIFT * stride + i))
                    .div(FloatVector.fromArray(SPECIES, values, SLOPE * stride + i));
            Elementary.sigmoid(distance)
                    .fma(
                            FloatVector.fromArray(SPECIES, values, AMPLITUDE * stride + i),
                            FloatVector.fromArray(SPECIES, values, BASE * stride + i))
                    .intoArray(y, yAt + i);
        }
    }

    private static void goBack(
            int stride, float[] values, float[] x, int xAt, float[] slopes, int slopesAt, float[] valueGradient) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector width = FloatVector.fromArray(SPECIES, values, SLOPE * stride + i);
            FloatVector distance = FloatVector.fromArray(SPECIES, x, xAt + i)
                    .sub(FloatVector.fromArray(SPECIES, values, SHIFT * stride + i))
                    .div(width);
            FloatVector gate = Elementary.sigmoid(distance);
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, slopesAt + i);
            FloatVector ofInput = slope.mul(FloatVector.fromArray(SPECIES, values, AMPLITUDE * stride + i))
                    .mul(gate.sub(gate.mul(gate)))
                    .div(width);
            add(valueGradient, BASE * stride + i, slope);
            add(valueGradient, AMPLITUDE * stride + i, slope.mul(gate));
            add(valueGradient, SHIFT * stride + i, ofInput.neg());
            add(valueGradient, SLOPE * stride + i, ofInput.mul(distance).neg());
            ofInput.intoArray(slopes, slopesAt + i);
        }
    }

    private static void add(float[] sums, int at, FloatVector values) {
        FloatVector.fromArray(SPECIES, sums, at).add(values).intoArray(sums, at);
    }
}
