package org.tonotopy.encoding.network.vector;

import java.util.Arrays;
import java.util.OptionalInt;
import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * Delay-window filters. In time-major order the window of the last bins is one run of values, so filtering is a matrix
 * product whose left rows overlap.
 */
final class StrfStage implements Stage {
    private final int bands;
    private final int delays;
    private final int outputs;
    private final int stride;
    private final FilterWeights weights;
    private final OptionalInt biasAt;
    private final float[] weight;
    private final float[] bias;

    StrfStage(FilterKernel kernel, Frame frame, int delays, int outputs, ParameterLayout layout) {
        this(
                FilterWeights.of(kernel, frame, delays, outputs, layout),
                frame,
                delays,
                outputs,
                OptionalInt.of(layout.offset(ParameterNames.STRF_BIAS)));
    }

    /** Filters by weights alone. */
    static StrfStage withoutBias(FilterWeights weights, Frame frame, int delays, int outputs) {
        return new StrfStage(weights, frame, delays, outputs, OptionalInt.empty());
    }

    private StrfStage(FilterWeights weights, Frame frame, int delays, int outputs, OptionalInt biasAt) {
        this.bands = frame.width();
        this.delays = delays;
        this.outputs = outputs;
        this.stride = Lanes.padded(outputs);
        this.weights = weights;
        this.biasAt = biasAt;
        this.weight = new float[delays * bands * stride];
        this.bias = new float[stride];
    }

    @Override
    public int inputWidth() {
        return bands;
    }

    @Override
    public int outputWidth() {
        return outputs;
    }

    @Override
    public void load(float[] parameters) {
        weights.write(parameters, weight, stride);
        biasAt.ifPresent(at -> System.arraycopy(parameters, at, bias, 0, outputs));
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private float[] history = new float[0];
        private float[] output = new float[0];
        /** {@code [output][delay, band]}; filled where the input's gradient is asked for. */
        private float[] transposed = new float[0];

        private float[] windowGradient = new float[0];
        private float[] historyGradient = new float[0];
        private Sequence inputGradient = Sequence.zeros(0, bands);
        private final float[] weightGradient = new float[weight.length];
        private final float[] biasGradient = new float[stride];

        @Override
        public Sequence forward(Sequence input) {
            int bins = input.bins();
            int silence = (delays - 1) * bands;
            if (history.length != silence + bins * bands) {
                history = new float[silence + bins * bands];
                output = new float[bins * stride];
            }
            Lanes.copyRows(input.values(), input.offset(), input.stride(), history, silence, bands, bins, bands);
            for (int bin = 0; bin < bins; bin++) {
                System.arraycopy(bias, 0, output, bin * stride, stride);
            }
            MatrixProduct.add(bins, delays * bands, stride, history, 0, bands, weight, 0, stride, output, 0, stride);
            return new Sequence(output, 0, stride, bins);
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            Arrays.fill(weightGradient, 0);
            Arrays.fill(biasGradient, 0);
            MatrixProduct.addTransposed(
                    delays * bands,
                    bins,
                    stride,
                    history,
                    0,
                    bands,
                    outputGradient.values(),
                    0,
                    stride,
                    weightGradient,
                    0,
                    stride);
            MatrixProduct.addColumnSums(bins, stride, outputGradient.values(), 0, stride, biasGradient, 0);
            weights.gradient(weightGradient, stride, gradient);
            biasAt.ifPresent(at -> System.arraycopy(biasGradient, 0, gradient, at, outputs));
            return toInput ? toInput(outputGradient) : outputGradient;
        }

        /** Each bin's window gradient is added to the bins that the window saw. */
        private Sequence toInput(Sequence outputGradient) {
            int bins = outputGradient.bins();
            int window = delays * bands;
            int windowStride = Lanes.padded(window);
            if (transposed.length == 0) {
                transposed = new float[outputs * windowStride];
                windowGradient = new float[windowStride];
            }
            for (int row = 0; row < window; row++) {
                for (int output = 0; output < outputs; output++) {
                    transposed[output * windowStride + row] = weight[row * stride + output];
                }
            }
            if (inputGradient.bins() != bins) {
                historyGradient = new float[history.length];
                inputGradient = Sequence.zeros(bins, bands);
            }
            Arrays.fill(historyGradient, 0);
            for (int bin = 0; bin < bins; bin++) {
                Arrays.fill(windowGradient, 0);
                MatrixProduct.addRow(
                        outputs,
                        windowStride,
                        outputGradient.values(),
                        outputGradient.at(bin),
                        transposed,
                        0,
                        windowStride,
                        windowGradient,
                        0);
                int at = bin * bands;
                for (int i = 0; i < window; i++) {
                    historyGradient[at + i] += windowGradient[i];
                }
            }
            Lanes.copyRows(
                    historyGradient,
                    (delays - 1) * bands,
                    bands,
                    inputGradient.values(),
                    0,
                    inputGradient.stride(),
                    bins,
                    bands);
            return inputGradient;
        }
    }
}
