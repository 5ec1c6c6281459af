package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * {@link org.tonotopy.encoding.network.OutputNonlinearity#SOFTPLUS2}. Several short loops rather than one long one: see
 * {@link Lanes}.
 */
final class Softplus2Stage implements Stage {
    private final int width;
    private final int stride;
    private final int steepnessAt;
    private final int floorAt;
    private final float[] beta;
    private final float[] inverseBeta;
    private final float[] floor;
    /** Derivatives of beta and of the floor by their own parameters. */
    private final double[] betaSlope;

    private final double[] floorSlope;

    Softplus2Stage(int width, ParameterLayout layout) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.steepnessAt = layout.offset(ParameterNames.OUTPUT_STEEPNESS);
        this.floorAt = layout.offset(ParameterNames.OUTPUT_FLOOR);
        this.beta = new float[stride];
        this.inverseBeta = new float[stride];
        this.floor = new float[stride];
        this.betaSlope = new double[width];
        this.floorSlope = new double[width];
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
            double raw = parameters[steepnessAt + i];
            double b = parameters[floorAt + i];
            beta[i] = (float) SoftplusValue.of(raw);
            inverseBeta[i] = (float) (1 / SoftplusValue.of(raw));
            floor[i] = (float) SoftplusValue.of(b);
            betaSlope[i] = SoftplusValue.slope(raw);
            floorSlope[i] = SoftplusValue.slope(b);
        }
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, width);
        private Sequence output = Sequence.zeros(0, width);
        private final float[] powers = new float[stride];
        private final float[] gates = new float[stride];
        private final float[] heights = new float[stride];
        private final float[] betaGradient = new float[stride];
        private final float[] floorGradient = new float[stride];

        @Override
        public Sequence forward(Sequence given) {
            input = given;
            if (output.bins() != given.bins()) {
                output = Sequence.zeros(given.bins(), width);
            }
            for (int bin = 0; bin < given.bins(); bin++) {
                powers(stride, input.values(), input.at(bin), beta, powers);
                rates(
                        stride,
                        input.values(),
                        input.at(bin),
                        beta,
                        inverseBeta,
                        floor,
                        powers,
                        output.values(),
                        output.at(bin));
            }
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            Arrays.fill(betaGradient, 0);
            Arrays.fill(floorGradient, 0);
            for (int bin = 0; bin < outputGradient.bins(); bin++) {
                powers(stride, input.values(), input.at(bin), beta, powers);
                gates(stride, input.values(), input.at(bin), beta, powers, gates, heights);
                slopes(
                        stride,
                        input.values(),
                        input.at(bin),
                        inverseBeta,
                        gates,
                        heights,
                        outputGradient.values(),
                        outputGradient.at(bin),
                        betaGradient,
                        floorGradient);
            }
            for (int i = 0; i < width; i++) {
                gradient[steepnessAt + i] = (float) (betaGradient[i] * betaSlope[i]);
                gradient[floorAt + i] = (float) (floorGradient[i] * floorSlope[i]);
            }
            return outputGradient;
        }
    }

    /** {@code e^-|beta x|}, from which softplus and its derivative both come. */
    private static void powers(int stride, float[] x, int xAt, float[] beta, float[] powers) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector steep = FloatVector.fromArray(SPECIES, x, xAt + i).mul(FloatVector.fromArray(SPECIES, beta, i));
            Elementary.exp(steep.abs().neg()).intoArray(powers, i);
        }
    }

    private static void rates(
            int stride,
            float[] x,
            int xAt,
            float[] beta,
            float[] inverseBeta,
            float[] floor,
            float[] powers,
            float[] y,
            int yAt) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector steep = FloatVector.fromArray(SPECIES, x, xAt + i).mul(FloatVector.fromArray(SPECIES, beta, i));
            Elementary.logOfOnePlus(FloatVector.fromArray(SPECIES, powers, i))
                    .add(steep.max(0f))
                    .fma(FloatVector.fromArray(SPECIES, inverseBeta, i), FloatVector.fromArray(SPECIES, floor, i))
                    .intoArray(y, yAt + i);
        }
    }

    /** The derivative of softplus, which is the sigmoid, and softplus itself. */
    private static void gates(
            int stride, float[] x, int xAt, float[] beta, float[] powers, float[] gates, float[] heights) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector steep = FloatVector.fromArray(SPECIES, x, xAt + i).mul(FloatVector.fromArray(SPECIES, beta, i));
            FloatVector power = FloatVector.fromArray(SPECIES, powers, i);
            FloatVector share = FloatVector.broadcast(SPECIES, 1f).div(power.add(1f));
            share.blend(power.mul(share), steep.compare(VectorOperators.LT, 0f)).intoArray(gates, i);
            Elementary.logOfOnePlus(power).add(steep.max(0f)).intoArray(heights, i);
        }
    }

    /** Turns the gradient of the output into that of the input, in place, and adds up those of beta and floor. */
    private static void slopes(
            int stride,
            float[] x,
            int xAt,
            float[] inverseBeta,
            float[] gates,
            float[] heights,
            float[] slopes,
            int slopesAt,
            float[] betaGradient,
            float[] floorGradient) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector inverse = FloatVector.fromArray(SPECIES, inverseBeta, i);
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, slopesAt + i);
            FloatVector gate = FloatVector.fromArray(SPECIES, gates, i);
            FloatVector byBeta = FloatVector.fromArray(SPECIES, x, xAt + i)
                    .mul(gate)
                    .sub(FloatVector.fromArray(SPECIES, heights, i).mul(inverse))
                    .mul(inverse);
            slope.fma(byBeta, FloatVector.fromArray(SPECIES, betaGradient, i)).intoArray(betaGradient, i);
            FloatVector.fromArray(SPECIES, floorGradient, i).add(slope).intoArray(floorGradient, i);
            slope.mul(gate).intoArray(slopes, slopesAt + i);
        }
    }
}
