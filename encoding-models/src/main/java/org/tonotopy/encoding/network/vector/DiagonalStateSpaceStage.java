package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.DiagonalStateSpace;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * The states of {@link DiagonalStateSpace}, without the nonlinearity and the mix that follow. Units never see each other,
 * so a vector of them goes through the whole clip before the next; the way back computes their states again rather than
 * keeping those of all units.
 */
final class DiagonalStateSpaceStage implements Stage {
    private static final int PAIRS = DiagonalStateSpace.PAIRS;
    /** Values of a vector of units, mode after mode. */
    private static final int BLOCK = PAIRS * COUNT;

    private final int width;
    private final int stride;
    private final int decayAt;
    private final int frequencyAt;
    private final int realAt;
    private final int imaginaryAt;
    private final int stepAt;
    private final int skipAt;
    /** Exact modes, {@code [unit][pair]}: {@code A}, {@code Abar} and {@code Bbar}, each real and imaginary. */
    private final double[] modeReal;

    private final double[] modeImaginary;
    private final double[] keptReal;
    private final double[] keptImaginary;
    private final double[] takenReal;
    private final double[] takenImaginary;
    private final double[] step;
    /** {@code [block][pair][unit]}: {@code Abar}, {@code Bbar} and twice {@code C}. */
    private final float[] kernelKeptReal;

    private final float[] kernelKeptImaginary;
    private final float[] kernelTakenReal;
    private final float[] kernelTakenImaginary;
    private final float[] kernelSeenReal;
    private final float[] kernelSeenImaginary;
    private final float[] skip;

    DiagonalStateSpaceStage(int width, ParameterLayout layout) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.decayAt = layout.offset(ParameterNames.MODE_DECAY);
        this.frequencyAt = layout.offset(ParameterNames.MODE_FREQUENCY);
        this.realAt = layout.offset(ParameterNames.MODE_REAL);
        this.imaginaryAt = layout.offset(ParameterNames.MODE_IMAGINARY);
        this.stepAt = layout.offset(ParameterNames.LOG_STEP);
        this.skipAt = layout.offset(ParameterNames.SKIP);
        int modes = width * PAIRS;
        this.modeReal = new double[modes];
        this.modeImaginary = new double[modes];
        this.keptReal = new double[modes];
        this.keptImaginary = new double[modes];
        this.takenReal = new double[modes];
        this.takenImaginary = new double[modes];
        this.step = new double[width];
        int padded = stride * PAIRS;
        this.kernelKeptReal = new float[padded];
        this.kernelKeptImaginary = new float[padded];
        this.kernelTakenReal = new float[padded];
        this.kernelTakenImaginary = new float[padded];
        this.kernelSeenReal = new float[padded];
        this.kernelSeenImaginary = new float[padded];
        this.skip = new float[stride];
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
        for (int unit = 0; unit < width; unit++) {
            step[unit] = Math.exp(parameters[stepAt + unit]);
            skip[unit] = parameters[skipAt + unit];
            for (int pair = 0; pair < PAIRS; pair++) {
                load(parameters, unit, pair);
            }
        }
    }

    private void load(float[] parameters, int unit, int pair) {
        int mode = unit * PAIRS + pair;
        double real = -Math.exp(parameters[decayAt + mode]);
        double imaginary = parameters[frequencyAt + mode];
        double size = Math.exp(step[unit] * real);
        modeReal[mode] = real;
        modeImaginary[mode] = imaginary;
        keptReal[mode] = size * Math.cos(step[unit] * imaginary);
        keptImaginary[mode] = size * Math.sin(step[unit] * imaginary);
        // (Abar - 1) / A, by the conjugate of A.
        double square = real * real + imaginary * imaginary;
        takenReal[mode] = ((keptReal[mode] - 1) * real + keptImaginary[mode] * imaginary) / square;
        takenImaginary[mode] = (keptImaginary[mode] * real - (keptReal[mode] - 1) * imaginary) / square;
        int at = place(unit, pair);
        kernelKeptReal[at] = (float) keptReal[mode];
        kernelKeptImaginary[at] = (float) keptImaginary[mode];
        kernelTakenReal[at] = (float) takenReal[mode];
        kernelTakenImaginary[at] = (float) takenImaginary[mode];
        kernelSeenReal[at] = 2 * parameters[realAt + mode];
        kernelSeenImaginary[at] = 2 * parameters[imaginaryAt + mode];
    }

    /** Where a mode of a unit stands in the kernels' order. */
    private static int place(int unit, int pair) {
        return unit / COUNT * BLOCK + pair * COUNT + unit % COUNT;
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, width);
        private Sequence output = Sequence.zeros(0, width);
        private Sequence inputGradient = Sequence.zeros(0, width);
        /** States of one vector of units: block {@code t + 1} after bin {@code t}, block 0 the start. */
        private float[] statesReal = new float[BLOCK];

        private float[] statesImaginary = new float[BLOCK];
        private final float[] carriedReal = new float[BLOCK];
        private final float[] carriedImaginary = new float[BLOCK];
        private final float[] ofKeptReal = new float[BLOCK];
        private final float[] ofKeptImaginary = new float[BLOCK];
        private final float[] ofTakenReal = new float[BLOCK];
        private final float[] ofTakenImaginary = new float[BLOCK];
        private final float[] ofSeenReal = new float[BLOCK];
        private final float[] ofSeenImaginary = new float[BLOCK];
        private final float[] ofSkip = new float[COUNT];

        @Override
        public Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (output.bins() != bins) {
                output = Sequence.zeros(bins, width);
                inputGradient = Sequence.zeros(bins, width);
                statesReal = new float[(bins + 1) * BLOCK];
                statesImaginary = new float[(bins + 1) * BLOCK];
            }
            for (int unit = 0; unit < stride; unit += COUNT) {
                for (int bin = 0; bin < bins; bin++) {
                    advance(bin, unit);
                }
            }
            return output;
        }

        /** One bin of a vector of units; a loop by itself, so that its sum stays in a register. */
        private void advance(int bin, int unit) {
            int kernel = unit * PAIRS;
            int before = bin * BLOCK;
            int after = before + BLOCK;
            FloatVector x = FloatVector.fromArray(SPECIES, input.values(), input.at(bin) + unit);
            FloatVector y = FloatVector.fromArray(SPECIES, skip, unit).mul(x);
            for (int i = 0; i < BLOCK; i += COUNT) {
                FloatVector keepReal = FloatVector.fromArray(SPECIES, kernelKeptReal, kernel + i);
                FloatVector keepImaginary = FloatVector.fromArray(SPECIES, kernelKeptImaginary, kernel + i);
                FloatVector oldReal = FloatVector.fromArray(SPECIES, statesReal, before + i);
                FloatVector oldImaginary = FloatVector.fromArray(SPECIES, statesImaginary, before + i);
                FloatVector real = keepReal.fma(
                        oldReal,
                        x.mul(FloatVector.fromArray(SPECIES, kernelTakenReal, kernel + i))
                                .sub(keepImaginary.mul(oldImaginary)));
                FloatVector imaginary = keepReal.fma(
                        oldImaginary,
                        keepImaginary.fma(
                                oldReal, x.mul(FloatVector.fromArray(SPECIES, kernelTakenImaginary, kernel + i))));
                real.intoArray(statesReal, after + i);
                imaginary.intoArray(statesImaginary, after + i);
                y = FloatVector.fromArray(SPECIES, kernelSeenReal, kernel + i)
                        .fma(real, y)
                        .sub(FloatVector.fromArray(SPECIES, kernelSeenImaginary, kernel + i)
                                .mul(imaginary));
            }
            y.intoArray(output.values(), output.at(bin) + unit);
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            for (int unit = 0; unit < stride; unit += COUNT) {
                for (int bin = 0; bin < bins; bin++) {
                    advance(bin, unit);
                }
                clear();
                for (int bin = bins - 1; bin >= 0; bin--) {
                    goBack(bin, unit, outputGradient.values(), outputGradient.at(bin));
                }
                write(unit, gradient);
            }
            return inputGradient;
        }

        private void clear() {
            for (float[] sums : new float[][] {
                carriedReal,
                carriedImaginary,
                ofKeptReal,
                ofKeptImaginary,
                ofTakenReal,
                ofTakenImaginary,
                ofSeenReal,
                ofSeenImaginary,
                ofSkip
            }) {
                Arrays.fill(sums, 0);
            }
        }

        private void goBack(int bin, int unit, float[] slopes, int slopesAt) {
            int kernel = unit * PAIRS;
            int before = bin * BLOCK;
            int after = before + BLOCK;
            FloatVector x = FloatVector.fromArray(SPECIES, input.values(), input.at(bin) + unit);
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, slopesAt + unit);
            FloatVector twice = slope.add(slope);
            slope.fma(x, FloatVector.fromArray(SPECIES, ofSkip, 0)).intoArray(ofSkip, 0);
            FloatVector toInput = FloatVector.fromArray(SPECIES, skip, unit).mul(slope);
            for (int i = 0; i < BLOCK; i += COUNT) {
                FloatVector real = slope.fma(
                        FloatVector.fromArray(SPECIES, kernelSeenReal, kernel + i),
                        FloatVector.fromArray(SPECIES, carriedReal, i));
                FloatVector imaginary = FloatVector.fromArray(SPECIES, carriedImaginary, i)
                        .sub(slope.mul(FloatVector.fromArray(SPECIES, kernelSeenImaginary, kernel + i)));
                FloatVector oldReal = FloatVector.fromArray(SPECIES, statesReal, before + i);
                FloatVector oldImaginary = FloatVector.fromArray(SPECIES, statesImaginary, before + i);
                twice.fma(
                                FloatVector.fromArray(SPECIES, statesReal, after + i),
                                FloatVector.fromArray(SPECIES, ofSeenReal, i))
                        .intoArray(ofSeenReal, i);
                FloatVector.fromArray(SPECIES, ofSeenImaginary, i)
                        .sub(twice.mul(FloatVector.fromArray(SPECIES, statesImaginary, after + i)))
                        .intoArray(ofSeenImaginary, i);
                real.fma(oldReal, imaginary.fma(oldImaginary, FloatVector.fromArray(SPECIES, ofKeptReal, i)))
                        .intoArray(ofKeptReal, i);
                imaginary
                        .fma(oldReal, FloatVector.fromArray(SPECIES, ofKeptImaginary, i))
                        .sub(real.mul(oldImaginary))
                        .intoArray(ofKeptImaginary, i);
                real.fma(x, FloatVector.fromArray(SPECIES, ofTakenReal, i)).intoArray(ofTakenReal, i);
                imaginary
                        .fma(x, FloatVector.fromArray(SPECIES, ofTakenImaginary, i))
                        .intoArray(ofTakenImaginary, i);
                toInput = real.fma(
                        FloatVector.fromArray(SPECIES, kernelTakenReal, kernel + i),
                        imaginary.fma(FloatVector.fromArray(SPECIES, kernelTakenImaginary, kernel + i), toInput));
                FloatVector keepReal = FloatVector.fromArray(SPECIES, kernelKeptReal, kernel + i);
                FloatVector keepImaginary = FloatVector.fromArray(SPECIES, kernelKeptImaginary, kernel + i);
                keepReal.fma(real, keepImaginary.mul(imaginary)).intoArray(carriedReal, i);
                keepReal.mul(imaginary).sub(keepImaginary.mul(real)).intoArray(carriedImaginary, i);
            }
            toInput.intoArray(inputGradient.values(), inputGradient.at(bin) + unit);
        }

        /** From the gradients of the modes at steps to those of the parameters. */
        private void write(int firstUnit, float[] gradient) {
            for (int unit = firstUnit; unit < Math.min(firstUnit + COUNT, width); unit++) {
                gradient[skipAt + unit] = ofSkip[unit - firstUnit];
                double byStep = 0;
                for (int pair = 0; pair < PAIRS; pair++) {
                    byStep += write(unit, pair, gradient);
                }
                gradient[stepAt + unit] = (float) (byStep * step[unit]);
            }
        }

        /**
         * With the derivatives of {@code Abar} by {@code A}, {@code D Abar}, and of {@code Bbar}, {@code (D Abar - Bbar) /
         * A}.
         *
         * @return this mode's part of the gradient of the step
         */
        private double write(int unit, int pair, float[] gradient) {
            int at = pair * COUNT + unit % COUNT;
            int mode = unit * PAIRS + pair;
            gradient[realAt + mode] = ofSeenReal[at];
            gradient[imaginaryAt + mode] = ofSeenImaginary[at];
            double real = modeReal[mode];
            double imaginary = modeImaginary[mode];
            double square = real * real + imaginary * imaginary;
            double keptSlopeReal = step[unit] * keptReal[mode];
            double keptSlopeImaginary = step[unit] * keptImaginary[mode];
            double restReal = keptSlopeReal - takenReal[mode];
            double restImaginary = keptSlopeImaginary - takenImaginary[mode];
            double takenSlopeReal = (restReal * real + restImaginary * imaginary) / square;
            double takenSlopeImaginary = (restImaginary * real - restReal * imaginary) / square;
            // The gradient of a real number by a complex one, conjugated, times the derivative.
            double byReal = ofKeptReal[at] * keptSlopeReal
                    + ofKeptImaginary[at] * keptSlopeImaginary
                    + ofTakenReal[at] * takenSlopeReal
                    + ofTakenImaginary[at] * takenSlopeImaginary;
            double byImaginary = ofKeptImaginary[at] * keptSlopeReal
                    - ofKeptReal[at] * keptSlopeImaginary
                    + ofTakenImaginary[at] * takenSlopeReal
                    - ofTakenReal[at] * takenSlopeImaginary;
            gradient[decayAt + mode] = (float) (byReal * real);
            gradient[frequencyAt + mode] = (float) byImaginary;
            double turnedReal = real * keptReal[mode] - imaginary * keptImaginary[mode];
            double turnedImaginary = real * keptImaginary[mode] + imaginary * keptReal[mode];
            return ofKeptReal[at] * turnedReal
                    + ofKeptImaginary[at] * turnedImaginary
                    + ofTakenReal[at] * keptReal[mode]
                    + ofTakenImaginary[at] * keptImaginary[mode];
        }
    }
}
