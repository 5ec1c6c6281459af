package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Units that leak: {@code u_t = (1 - g) u_{t-1} + g x_t} from {@code u_0 = x_0}, with {@code g = 1 / (1 + d^2)} of each
 * unit.
 */
final class LeakStage implements Stage {
    private final int width;
    private final int stride;
    private final int leakAt;
    private final float[] gain;
    /** Derivative of the gain by its parameter. */
    private final double[] gainSlope;

    LeakStage(int width, int leakAt) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.leakAt = leakAt;
        this.gain = new float[stride];
        this.gainSlope = new double[width];
    }

    @Override
    public int inputWidth() {
        return width;
    }

    @Override
    public int outputWidth() {
        return width;
    }

    @Override
    public void load(float[] parameters) {
        for (int i = 0; i < width; i++) {
            double d = parameters[leakAt + i];
            double g = 1 / (1 + d * d);
            gain[i] = (float) g;
            gainSlope[i] = -2 * d * g * g;
        }
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, width);
        private Sequence output = Sequence.zeros(0, width);
        private Sequence inputGradient = Sequence.zeros(0, width);
        private final float[] gainGradient = new float[stride];

        @Override
        public Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (output.bins() != bins) {
                output = Sequence.zeros(bins, width);
                inputGradient = Sequence.zeros(bins, width);
            }
            for (int i = 0; i < stride && bins > 0; i += COUNT) {
                leak(bins, stride, gain, i, input.values(), input.offset() + i, output.values());
            }
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            Arrays.fill(gainGradient, 0);
            for (int i = 0; i < stride && bins > 0; i += COUNT) {
                goBack(
                        bins,
                        stride,
                        gain,
                        i,
                        input.values(),
                        input.offset() + i,
                        output.values(),
                        outputGradient.values(),
                        inputGradient.values(),
                        gainGradient);
            }
            for (int i = 0; i < width; i++) {
                gradient[leakAt + i] = (float) (gainGradient[i] * gainSlope[i]);
            }
            return inputGradient;
        }
    }

    private static void leak(int bins, int stride, float[] gain, int lane, float[] x, int xAt, float[] u) {
        FloatVector g = FloatVector.fromArray(SPECIES, gain, lane);
        FloatVector state = FloatVector.fromArray(SPECIES, x, xAt);
        for (int bin = 0; bin < bins; bin++) {
            state = g.fma(FloatVector.fromArray(SPECIES, x, xAt + bin * stride).sub(state), state);
            state.intoArray(u, lane + bin * stride);
        }
    }

    private static void goBack(
            int bins,
            int stride,
            float[] gain,
            int lane,
            float[] x,
            int xAt,
            float[] u,
            float[] slopes,
            float[] inputSlopes,
            float[] gainGradient) {
        FloatVector g = FloatVector.fromArray(SPECIES, gain, lane);
        FloatVector carried = FloatVector.zero(SPECIES);
        FloatVector byGain = FloatVector.zero(SPECIES);
        for (int bin = bins - 1; bin > 0; bin--) {
            int at = lane + bin * stride;
            FloatVector slope = carried.add(FloatVector.fromArray(SPECIES, slopes, at));
            FloatVector step = FloatVector.fromArray(SPECIES, x, xAt + bin * stride)
                    .sub(FloatVector.fromArray(SPECIES, u, at - stride));
            byGain = slope.fma(step, byGain);
            FloatVector ofInput = slope.mul(g);
            ofInput.intoArray(inputSlopes, at);
            carried = slope.sub(ofInput);
        }
        carried.add(FloatVector.fromArray(SPECIES, slopes, lane)).intoArray(inputSlopes, lane);
        byGain.intoArray(gainGradient, lane);
    }
}
