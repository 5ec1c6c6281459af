package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** {@code y = a + b curve(slope (x - c))} for each neuron: what the four-parameter outputs have in common. */
abstract class ScaledCurveStage implements Stage {
    private final int width;
    private final int stride;
    private final boolean positive;
    private final int baseAt;
    private final int amplitudeAt;
    private final int centreAt;
    private final int slopeAt;
    private final float[] base;
    private final float[] amplitude;
    private final float[] centre;
    private final float[] slope;
    /** Derivatives by the parameters behind them. */
    private final double[] ofBase;

    private final double[] ofAmplitude;
    private final double[] ofSlope;

    /**
     * An output.
     *
     * @param slopeName the parameter behind the slope
     * @param positive whether base and amplitude pass through a softplus
     */
    ScaledCurveStage(int width, ParameterLayout layout, String slopeName, boolean positive) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.positive = positive;
        this.baseAt = layout.offset(ParameterNames.OUTPUT_BASE);
        this.amplitudeAt = layout.offset(ParameterNames.OUTPUT_AMPLITUDE);
        this.centreAt = layout.offset(ParameterNames.OUTPUT_CENTRE);
        this.slopeAt = layout.offset(slopeName);
        this.base = new float[stride];
        this.amplitude = new float[stride];
        this.centre = new float[stride];
        this.slope = new float[stride];
        this.ofBase = new double[width];
        this.ofAmplitude = new double[width];
        this.ofSlope = new double[width];
    }

    /** The slope that a parameter stands for. */
    abstract double slope(double raw);

    /** The derivative of {@link #slope}. */
    abstract double slopeDerivative(double raw);

    /**
     * Puts the curve's values in the place of its arguments, and its derivatives there beside.
     *
     * @param length whole vectors
     */
    abstract void curve(int length, float[] values, float[] derivatives);

    @Override
    public final int inputWidth() {
        return width;
    }

    @Override
    public final int outputWidth() {
        return width;
    }

    @Override
    public final void load(float[] parameters) {
        System.arraycopy(parameters, centreAt, centre, 0, width);
        for (int i = 0; i < width; i++) {
            double rawBase = parameters[baseAt + i];
            double rawAmplitude = parameters[amplitudeAt + i];
            double rawSlope = parameters[slopeAt + i];
            base[i] = (float) (positive ? Positive.of(rawBase) : rawBase);
            amplitude[i] = (float) (positive ? Positive.of(rawAmplitude) : rawAmplitude);
            slope[i] = (float) slope(rawSlope);
            ofBase[i] = positive ? Positive.slope(rawBase) : 1;
            ofAmplitude[i] = positive ? Positive.slope(rawAmplitude) : 1;
            ofSlope[i] = slopeDerivative(rawSlope);
        }
    }

    @Override
    public final StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, width);
        private Sequence output = Sequence.zeros(0, width);
        private float[] curve = new float[0];
        private float[] derivative = new float[0];
        private final float[] baseGradient = new float[stride];
        private final float[] amplitudeGradient = new float[stride];
        private final float[] centreGradient = new float[stride];
        private final float[] slopeGradient = new float[stride];

        @Override
        public Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (output.bins() != bins) {
                output = Sequence.zeros(bins, width);
                curve = new float[bins * stride];
                derivative = new float[bins * stride];
            }
            for (int bin = 0; bin < bins; bin++) {
                arguments(stride, input.values(), input.at(bin), centre, slope, curve, bin * stride);
            }
            curve(curve.length, curve, derivative);
            for (int bin = 0; bin < bins; bin++) {
                responses(stride, curve, bin * stride, amplitude, base, output.values());
            }
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            Arrays.fill(baseGradient, 0);
            Arrays.fill(amplitudeGradient, 0);
            Arrays.fill(centreGradient, 0);
            Arrays.fill(slopeGradient, 0);
            float[] slopes = outputGradient.values();
            for (int bin = 0; bin < outputGradient.bins(); bin++) {
                int at = bin * stride;
                scaleGradients(stride, slopes, at, curve, baseGradient, amplitudeGradient);
                toArgument(stride, slopes, at, derivative, amplitude);
                curveGradients(stride, slopes, at, input.values(), centre, slope, slopeGradient, centreGradient);
            }
            for (int i = 0; i < width; i++) {
                gradient[baseAt + i] = (float) (baseGradient[i] * ofBase[i]);
                gradient[amplitudeAt + i] = (float) (amplitudeGradient[i] * ofAmplitude[i]);
                gradient[centreAt + i] = -centreGradient[i];
                gradient[slopeAt + i] = (float) (slopeGradient[i] * ofSlope[i]);
            }
            return outputGradient;
        }
    }

    private static void arguments(int stride, float[] x, int xAt, float[] centre, float[] slope, float[] v, int vAt) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector.fromArray(SPECIES, x, xAt + i)
                    .sub(FloatVector.fromArray(SPECIES, centre, i))
                    .mul(FloatVector.fromArray(SPECIES, slope, i))
                    .intoArray(v, vAt + i);
        }
    }

    private static void responses(int stride, float[] curve, int at, float[] amplitude, float[] base, float[] y) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector.fromArray(SPECIES, curve, at + i)
                    .fma(FloatVector.fromArray(SPECIES, amplitude, i), FloatVector.fromArray(SPECIES, base, i))
                    .intoArray(y, at + i);
        }
    }

    private static void scaleGradients(
            int stride, float[] slopes, int at, float[] curve, float[] baseGradient, float[] amplitudeGradient) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector ofResponse = FloatVector.fromArray(SPECIES, slopes, at + i);
            FloatVector.fromArray(SPECIES, baseGradient, i).add(ofResponse).intoArray(baseGradient, i);
            ofResponse
                    .fma(
                            FloatVector.fromArray(SPECIES, curve, at + i),
                            FloatVector.fromArray(SPECIES, amplitudeGradient, i))
                    .intoArray(amplitudeGradient, i);
        }
    }

    private static void toArgument(int stride, float[] slopes, int at, float[] derivative, float[] amplitude) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector.fromArray(SPECIES, slopes, at + i)
                    .mul(FloatVector.fromArray(SPECIES, derivative, at + i))
                    .mul(FloatVector.fromArray(SPECIES, amplitude, i))
                    .intoArray(slopes, at + i);
        }
    }

    private static void curveGradients(
            int stride,
            float[] slopes,
            int at,
            float[] x,
            float[] centre,
            float[] slope,
            float[] slopeGradient,
            float[] centreGradient) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector ofArgument = FloatVector.fromArray(SPECIES, slopes, at + i);
            FloatVector centred =
                    FloatVector.fromArray(SPECIES, x, at + i).sub(FloatVector.fromArray(SPECIES, centre, i));
            ofArgument
                    .fma(centred, FloatVector.fromArray(SPECIES, slopeGradient, i))
                    .intoArray(slopeGradient, i);
            FloatVector ofInput = ofArgument.mul(FloatVector.fromArray(SPECIES, slope, i));
            FloatVector.fromArray(SPECIES, centreGradient, i).add(ofInput).intoArray(centreGradient, i);
            ofInput.intoArray(slopes, at + i);
        }
    }
}
