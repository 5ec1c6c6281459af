package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** A nonlinearity of each value by itself, without parameters. */
final class ActivationStage implements Stage {
    private static final float LEAK = 0.1f;

    private final Activation activation;
    private final int width;

    ActivationStage(Activation activation, int width) {
        this.activation = activation;
        this.width = width;
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
        // There are none.
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, width);
        private Sequence output = Sequence.zeros(0, width);

        @Override
        public Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (output.bins() != bins) {
                output = Sequence.zeros(bins, width);
            }
            float[] from = given.values();
            float[] to = output.values();
            switch (activation) {
                case TANH -> tanh(from, given.offset(), to);
                case SIGMOID -> sigmoid(from, given.offset(), to);
                case SOFTPLUS -> softplus(from, given.offset(), to);
                case RELU -> rectify(from, given.offset(), to, 0);
                case GELU -> gelu(from, given.offset(), to);
                case SILU -> silu(from, given.offset(), to);
                case LEAKY_RELU -> rectify(from, given.offset(), to, LEAK);
            }
            Lanes.clearPadding(output, width);
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            float[] slopes = outputGradient.values();
            switch (activation) {
                case TANH -> tanhSlopes(output.values(), slopes);
                case SIGMOID -> sigmoidSlopes(output.values(), slopes);
                case SOFTPLUS -> softplusSlopes(input.values(), input.offset(), slopes);
                case RELU -> rectifySlopes(input.values(), input.offset(), slopes, 0);
                case GELU -> geluSlopes(input.values(), input.offset(), slopes);
                case SILU -> siluSlopes(input.values(), input.offset(), slopes);
                case LEAKY_RELU -> rectifySlopes(input.values(), input.offset(), slopes, LEAK);
            }
            return outputGradient;
        }
    }

    private static void tanh(float[] x, int at, float[] y) {
        for (int i = 0; i < y.length; i += COUNT) {
            Elementary.tanh(FloatVector.fromArray(SPECIES, x, at + i)).intoArray(y, i);
        }
    }

    private static void tanhSlopes(float[] y, float[] slopes) {
        for (int i = 0; i < y.length; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, y, i);
            FloatVector.fromArray(SPECIES, slopes, i)
                    .mul(value.mul(value).neg().add(1f))
                    .intoArray(slopes, i);
        }
    }

    private static void sigmoid(float[] x, int at, float[] y) {
        for (int i = 0; i < y.length; i += COUNT) {
            Elementary.sigmoid(FloatVector.fromArray(SPECIES, x, at + i)).intoArray(y, i);
        }
    }

    private static void sigmoidSlopes(float[] y, float[] slopes) {
        for (int i = 0; i < y.length; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, y, i);
            FloatVector.fromArray(SPECIES, slopes, i)
                    .mul(value.sub(value.mul(value)))
                    .intoArray(slopes, i);
        }
    }

    private static void softplus(float[] x, int at, float[] y) {
        for (int i = 0; i < y.length; i += COUNT) {
            Elementary.softplus(FloatVector.fromArray(SPECIES, x, at + i)).intoArray(y, i);
        }
    }

    private static void softplusSlopes(float[] x, int at, float[] slopes) {
        for (int i = 0; i < slopes.length; i += COUNT) {
            FloatVector.fromArray(SPECIES, slopes, i)
                    .mul(Elementary.sigmoid(FloatVector.fromArray(SPECIES, x, at + i)))
                    .intoArray(slopes, i);
        }
    }

    private static void gelu(float[] x, int at, float[] y) {
        for (int i = 0; i < y.length; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, at + i);
            value.mul(NormalCurve.share(value)).intoArray(y, i);
        }
    }

    private static void geluSlopes(float[] x, int at, float[] slopes) {
        for (int i = 0; i < slopes.length; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, at + i);
            FloatVector slope = value.fma(NormalCurve.density(value), NormalCurve.share(value));
            FloatVector.fromArray(SPECIES, slopes, i).mul(slope).intoArray(slopes, i);
        }
    }

    private static void silu(float[] x, int at, float[] y) {
        for (int i = 0; i < y.length; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, at + i);
            value.mul(Elementary.sigmoid(value)).intoArray(y, i);
        }
    }

    private static void siluSlopes(float[] x, int at, float[] slopes) {
        for (int i = 0; i < slopes.length; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, at + i);
            FloatVector share = Elementary.sigmoid(value);
            FloatVector slope = value.mul(share.neg().add(1f)).fma(share, share);
            FloatVector.fromArray(SPECIES, slopes, i).mul(slope).intoArray(slopes, i);
        }
    }

    private static void rectify(float[] x, int at, float[] y, float leak) {
        for (int i = 0; i < y.length; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, at + i);
            value.mul(leak).blend(value, value.compare(VectorOperators.GT, 0f)).intoArray(y, i);
        }
    }

    private static void rectifySlopes(float[] x, int at, float[] slopes, float leak) {
        for (int i = 0; i < slopes.length; i += COUNT) {
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, i);
            slope.mul(leak)
                    .blend(slope, FloatVector.fromArray(SPECIES, x, at + i).compare(VectorOperators.GT, 0f))
                    .intoArray(slopes, i);
        }
    }
}
