package org.tonotopy.encoding.network.vector;

import java.util.Arrays;

/** A linear map of each bin; its weight is {@code [output][input]}. */
final class DenseStage implements Stage {
    /** Bins whose slopes stay in the cache for both products on the way back. */
    private static final int STRETCH = 64;

    private final int inputs;
    private final int outputs;
    private final int inputStride;
    private final int outputStride;
    private final int weightAt;
    private final int biasAt;
    /** {@code [input][output]}. */
    private final float[] forward;
    /** {@code [output][input]}. */
    private final float[] back;

    private final float[] bias;

    DenseStage(int inputs, int outputs, int weightAt, int biasAt) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.inputStride = Lanes.padded(inputs);
        this.outputStride = Lanes.padded(outputs);
        this.weightAt = weightAt;
        this.biasAt = biasAt;
        this.forward = new float[inputs * outputStride];
        this.back = new float[outputs * inputStride];
        this.bias = new float[outputStride];
    }

    @Override
    public int inputWidth() {
        return inputs;
    }

    @Override
    public int outputWidth() {
        return outputs;
    }

    @Override
    public void load(float[] parameters) {
        Lanes.transpose(parameters, weightAt, inputs, outputs, inputs, forward, 0, outputStride);
        Lanes.copyRows(parameters, weightAt, inputs, back, 0, inputStride, outputs, inputs);
        System.arraycopy(parameters, biasAt, bias, 0, outputs);
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, inputs);
        private Sequence output = Sequence.zeros(0, outputs);
        private Sequence inputGradient = Sequence.zeros(0, inputs);
        private boolean toParameters = true;
        private final float[] weightGradient = new float[inputStride * outputStride];
        private final float[] biasGradient = new float[outputStride];

        @Override
        public Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (output.bins() != bins) {
                output = Sequence.zeros(bins, outputs);
                inputGradient = Sequence.zeros(bins, inputs);
            }
            for (int first = 0; first < bins; first += STRETCH) {
                int rows = Math.min(STRETCH, bins - first);
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(bias, 0, output.values(), output.at(first + row), outputStride);
                }
                MatrixProduct.add(
                        rows,
                        inputs,
                        outputStride,
                        input.values(),
                        input.at(first),
                        input.stride(),
                        forward,
                        0,
                        outputStride,
                        output.values(),
                        output.at(first),
                        outputStride);
            }
            return output;
        }

        @Override
        public void prepareBack(boolean parametersWanted) {
            toParameters = parametersWanted;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            Arrays.fill(weightGradient, 0);
            Arrays.fill(biasGradient, 0);
            for (int first = 0; first < bins; first += STRETCH) {
                int rows = Math.min(STRETCH, bins - first);
                if (toParameters) {
                    addWeights(rows, first, outputGradient);
                }
                if (toInput) {
                    writeInputGradient(rows, first, outputGradient);
                }
            }
            Lanes.transpose(weightGradient, 0, outputStride, inputs, outputs, gradient, weightAt, inputs);
            System.arraycopy(biasGradient, 0, gradient, biasAt, outputs);
            return inputGradient;
        }

        private void addWeights(int rows, int first, Sequence outputGradient) {
            float[] slopes = outputGradient.values();
            int slopesAt = outputGradient.at(first);
            // Rows that end in padding are computed whole: four at a time are faster than what is left over.
            MatrixProduct.addTransposed(
                    Math.min(inputStride, input.stride()),
                    rows,
                    outputStride,
                    input.values(),
                    input.at(first),
                    input.stride(),
                    slopes,
                    slopesAt,
                    outputStride,
                    weightGradient,
                    0,
                    outputStride);
            MatrixProduct.addColumnSums(rows, outputStride, slopes, slopesAt, outputStride, biasGradient, 0);
        }

        private void writeInputGradient(int rows, int first, Sequence outputGradient) {
            int at = inputGradient.at(first);
            Arrays.fill(inputGradient.values(), at, at + rows * inputStride, 0);
            MatrixProduct.add(
                    rows,
                    outputs,
                    inputStride,
                    outputGradient.values(),
                    outputGradient.at(first),
                    outputStride,
                    back,
                    0,
                    inputStride,
                    inputGradient.values(),
                    at,
                    inputStride);
        }
    }
}
