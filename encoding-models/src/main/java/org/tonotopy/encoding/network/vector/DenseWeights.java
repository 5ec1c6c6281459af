package org.tonotopy.encoding.network.vector;

import java.util.Arrays;

/** A linear map of rows whose weight lies {@code [output][input]} among the parameters, in the forms that products need. */
final class DenseWeights {
    private final int inputs;
    private final int outputs;
    private final int inputStride;
    private final int outputStride;
    private final int weightAt;
    private final int biasAt;
    /** As many as outputs, or 0. */
    private final int biases;

    private final float factor;
    /** {@code [input][output]}. */
    private final float[] forward;
    /** {@code [output][input]}. */
    private final float[] back;

    private final float[] bias;

    DenseWeights(int inputs, int outputs, int weightAt, int biasAt) {
        this(inputs, outputs, weightAt, biasAt, outputs, 1);
    }

    /** @param factor that the map's results are multiplied by */
    DenseWeights(int inputs, int outputs, int weightAt, int biasAt, float factor) {
        this(inputs, outputs, weightAt, biasAt, outputs, factor);
    }

    private DenseWeights(int inputs, int outputs, int weightAt, int biasAt, int biases, float factor) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.inputStride = Lanes.padded(inputs);
        this.outputStride = Lanes.padded(outputs);
        this.weightAt = weightAt;
        this.biasAt = biasAt;
        this.biases = biases;
        this.factor = factor;
        this.forward = new float[inputs * outputStride];
        this.back = new float[outputs * inputStride];
        this.bias = new float[outputStride];
    }

    /** A map without a bias. */
    static DenseWeights withoutBias(int inputs, int outputs, int weightAt) {
        return new DenseWeights(inputs, outputs, weightAt, 0, 0, 1);
    }

    int outputs() {
        return outputs;
    }

    void load(float[] parameters) {
        Lanes.transpose(parameters, weightAt, inputs, outputs, inputs, forward, 0, outputStride);
        Lanes.copyRows(parameters, weightAt, inputs, back, 0, inputStride, outputs, inputs);
        System.arraycopy(parameters, biasAt, bias, 0, biases);
        if (factor != 1) {
            scale(forward);
            scale(back);
            scale(bias);
        }
    }

    private void scale(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    /** Writes the bias into each row. */
    void writeBias(int rows, float[] y, int yAt) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bias, 0, y, yAt + row * outputStride, outputStride);
        }
    }

    /** Adds the map of each row, without the bias. */
    void add(int rows, float[] x, int xAt, int ldx, float[] y, int yAt) {
        MatrixProduct.add(rows, inputs, outputStride, x, xAt, ldx, forward, 0, outputStride, y, yAt, outputStride);
    }

    /** Adds the slopes of each row's input. */
    void addBack(int rows, float[] slopes, int slopesAt, float[] inputSlopes, int inputSlopesAt) {
        MatrixProduct.add(
                rows,
                outputs,
                inputStride,
                slopes,
                slopesAt,
                outputStride,
                back,
                0,
                inputStride,
                inputSlopes,
                inputSlopesAt,
                inputStride);
    }

    Gradient gradient() {
        return new Gradient();
    }

    /** Sums of one clip's gradient. */
    final class Gradient {
        private final float[] weight = new float[outputs * inputStride];
        private final float[] biasSums = new float[outputStride];

        void clear() {
            Arrays.fill(weight, 0);
            Arrays.fill(biasSums, 0);
        }

        /** Adds what rows give to the weight, for inputs in padded rows. */
        void addWeight(int rows, float[] x, int xAt, float[] slopes, int slopesAt) {
            MatrixProduct.addTransposed(
                    outputs,
                    rows,
                    inputStride,
                    slopes,
                    slopesAt,
                    outputStride,
                    x,
                    xAt,
                    inputStride,
                    weight,
                    0,
                    inputStride);
        }

        void addBias(int rows, float[] slopes, int slopesAt) {
            MatrixProduct.addColumnSums(rows, outputStride, slopes, slopesAt, outputStride, biasSums, 0);
        }

        void write(float[] gradient) {
            if (factor != 1) {
                scale(weight);
                scale(biasSums);
            }
            Lanes.copyRows(weight, 0, inputStride, gradient, weightAt, inputs, outputs, inputs);
            System.arraycopy(biasSums, 0, gradient, biasAt, biases);
        }
    }
}
