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
    private final float factor;
    /** {@code [input][output]}. */
    private final float[] forward;
    /** {@code [output][input]}. */
    private final float[] back;

    private final float[] bias;

    DenseWeights(int inputs, int outputs, int weightAt, int biasAt) {
        this(inputs, outputs, weightAt, biasAt, 1);
    }

    /** @param factor that the map's results are multiplied by */
    DenseWeights(int inputs, int outputs, int weightAt, int biasAt, float factor) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.inputStride = Lanes.padded(inputs);
        this.outputStride = Lanes.padded(outputs);
        this.weightAt = weightAt;
        this.biasAt = biasAt;
        this.factor = factor;
        this.forward = new float[inputs * outputStride];
        this.back = new float[outputs * inputStride];
        this.bias = new float[outputStride];
    }

    void load(float[] parameters) {
        Lanes.transpose(parameters, weightAt, outputs, inputs, forward, 0, outputStride);
        Lanes.copyRows(parameters, weightAt, inputs, back, 0, inputStride, outputs, inputs);
        System.arraycopy(parameters, biasAt, bias, 0, outputs);
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
        private final float[] biases = new float[outputStride];

        void clear() {
            Arrays.fill(weight, 0);
            Arrays.fill(biases, 0);
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
            MatrixProduct.addColumnSums(rows, outputStride, slopes, slopesAt, outputStride, biases);
        }

        void write(float[] gradient) {
            if (factor != 1) {
                scale(weight);
                scale(biases);
            }
            Lanes.copyRows(weight, 0, inputStride, gradient, weightAt, inputs, outputs, inputs);
            System.arraycopy(biases, 0, gradient, biasAt, outputs);
        }
    }
}
