package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A nonlinearity of each value by itself, without parameters. Kernels take one bin and not a whole clip: the JIT of Java 17
 * compiles no method for good before some hundreds of calls, however long its loop, and until then every vector is an
 * object.
 */
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
            for (int bin = 0; bin < bins; bin++) {
                apply(output.stride(), given.values(), given.at(bin), output.values(), output.at(bin));
            }
            Lanes.clearPadding(output, width);
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            float[] slopes = outputGradient.values();
            for (int bin = 0; bin < outputGradient.bins(); bin++) {
                applySlopes(bin, slopes, outputGradient.at(bin));
            }
            return outputGradient;
        }

        private void applySlopes(int bin, float[] slopes, int at) {
            int size = output.stride();
            float[] x = input.values();
            int xAt = input.at(bin);
            float[] y = output.values();
            int yAt = output.at(bin);
            switch (activation) {
                case TANH -> tanhSlopes(size, y, yAt, slopes, at);
                case SIGMOID -> sigmoidSlopes(size, y, yAt, slopes, at);
                case SOFTPLUS -> softplusSlopes(size, x, xAt, slopes, at);
                case RELU -> rectifySlopes(size, x, xAt, slopes, at, 0);
                case GELU -> geluSlopes(size, x, xAt, slopes, at);
                case SILU -> siluSlopes(size, x, xAt, slopes, at);
                case LEAKY_RELU -> rectifySlopes(size, x, xAt, slopes, at, LEAK);
            }
        }
    }

    private void apply(int size, float[] x, int xAt, float[] y, int yAt) {
        switch (activation) {
            case TANH -> tanh(size, x, xAt, y, yAt);
            case SIGMOID -> sigmoid(size, x, xAt, y, yAt);
            case SOFTPLUS -> softplus(size, x, xAt, y, yAt);
            case RELU -> rectify(size, x, xAt, y, yAt, 0);
            case GELU -> gelu(size, x, xAt, y, yAt);
            case SILU -> silu(size, x, xAt, y, yAt);
            case LEAKY_RELU -> rectify(size, x, xAt, y, yAt, LEAK);
        }
    }

    private static void tanh(int size, float[] x, int xAt, float[] y, int yAt) {
        for (int i = 0; i < size; i += COUNT) {
            Elementary.tanh(FloatVector.fromArray(SPECIES, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void tanhSlopes(int size, float[] y, int yAt, float[] slopes, int at) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, y, yAt + i);
            FloatVector.fromArray(SPECIES, slopes, at + i)
                    .mul(value.mul(value).neg().add(1f))
                    .intoArray(slopes, at + i);
        }
    }

    private static void sigmoid(int size, float[] x, int xAt, float[] y, int yAt) {
        for (int i = 0; i < size; i += COUNT) {
            Elementary.sigmoid(FloatVector.fromArray(SPECIES, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void sigmoidSlopes(int size, float[] y, int yAt, float[] slopes, int at) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, y, yAt + i);
            FloatVector.fromArray(SPECIES, slopes, at + i)
                    .mul(value.sub(value.mul(value)))
                    .intoArray(slopes, at + i);
        }
    }

    private static void softplus(int size, float[] x, int xAt, float[] y, int yAt) {
        for (int i = 0; i < size; i += COUNT) {
            Elementary.softplus(FloatVector.fromArray(SPECIES, x, xAt + i)).intoArray(y, yAt + i);
        }
    }

    private static void softplusSlopes(int size, float[] x, int xAt, float[] slopes, int at) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector.fromArray(SPECIES, slopes, at + i)
                    .mul(Elementary.sigmoid(FloatVector.fromArray(SPECIES, x, xAt + i)))
                    .intoArray(slopes, at + i);
        }
    }

    private static void gelu(int size, float[] x, int xAt, float[] y, int yAt) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + i);
            value.mul(NormalCurve.share(value)).intoArray(y, yAt + i);
        }
    }

    private static void geluSlopes(int size, float[] x, int xAt, float[] slopes, int at) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector slope = value.fma(NormalCurve.density(value), NormalCurve.share(value));
            FloatVector.fromArray(SPECIES, slopes, at + i).mul(slope).intoArray(slopes, at + i);
        }
    }

    private static void silu(int size, float[] x, int xAt, float[] y, int yAt) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + i);
            value.mul(Elementary.sigmoid(value)).intoArray(y, yAt + i);
        }
    }

    private static void siluSlopes(int size, float[] x, int xAt, float[] slopes, int at) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector share = Elementary.sigmoid(value);
            FloatVector slope = value.mul(share.neg().add(1f)).fma(share, share);
            FloatVector.fromArray(SPECIES, slopes, at + i).mul(slope).intoArray(slopes, at + i);
        }
    }

    private static void rectify(int size, float[] x, int xAt, float[] y, int yAt, float leak) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, x, xAt + i);
            value.mul(leak).blend(value, value.compare(VectorOperators.GT, 0f)).intoArray(y, yAt + i);
        }
    }

    private static void rectifySlopes(int size, float[] x, int xAt, float[] slopes, int at, float leak) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, at + i);
            slope.mul(leak)
                    .blend(slope, FloatVector.fromArray(SPECIES, x, xAt + i).compare(VectorOperators.GT, 0f))
                    .intoArray(slopes, at + i);
        }
    }
}
