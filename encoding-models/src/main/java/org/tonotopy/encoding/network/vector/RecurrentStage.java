package org.tonotopy.encoding.network.vector;

import java.util.Arrays;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.Recurrence;

/**
 * What every recurrent layer shares. The maps of the input and all gradients of weights are one matrix product over the
 * whole clip; only the map of the state goes bin by bin. Gates stand beside each other in a row, each padded to whole
 * vectors. Padded units stay at zero from the first bin to the last.
 */
abstract class RecurrentStage implements Stage {
    final int width;
    final int stride;
    final int gateStride;

    private final int gateCount;
    private final int inputWeightAt;
    private final int stateWeightAt;
    private final int inputBiasAt;
    private final int stateBiasAt;
    /** {@code [value][gate, unit]}. */
    private final float[] inputForward;

    private final float[] stateForward;
    /** {@code [gate, unit][value]}. */
    private final float[] inputBack;

    private final float[] stateBack;
    /** Added to the map of the input. */
    private final float[] inputBias;
    /** Added to the map of the state. */
    private final float[] stateBias;

    RecurrentStage(Recurrence recurrence, int width, ParameterLayout layout) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.gateCount = recurrence.gates();
        this.gateStride = gateCount * stride;
        this.inputWeightAt = layout.offset(ParameterNames.INPUT_WEIGHT);
        this.stateWeightAt = layout.offset(ParameterNames.STATE_WEIGHT);
        this.inputBiasAt = layout.offset(ParameterNames.INPUT_BIAS);
        this.stateBiasAt = layout.offset(ParameterNames.STATE_BIAS);
        this.inputForward = new float[width * gateStride];
        this.stateForward = new float[width * gateStride];
        this.inputBack = new float[gateStride * stride];
        this.stateBack = new float[gateStride * stride];
        this.inputBias = new float[gateStride];
        this.stateBias = new float[gateStride];
    }

    /** The stage of a recurrence. */
    static Stage of(Recurrence recurrence, int width, ParameterLayout layout) {
        return switch (recurrence) {
            case GRU -> new GruStage(width, layout);
            case LSTM -> new LstmStage(width, layout);
            case RNN -> new RnnStage(width, layout);
        };
    }

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
        for (int gate = 0; gate < gateCount; gate++) {
            int from = gate * width * width;
            Lanes.transpose(parameters, inputWeightAt + from, width, width, inputForward, gate * stride, gateStride);
            Lanes.transpose(parameters, stateWeightAt + from, width, width, stateForward, gate * stride, gateStride);
            int to = gate * stride * stride;
            Lanes.copyRows(parameters, inputWeightAt + from, width, inputBack, to, stride, width, width);
            Lanes.copyRows(parameters, stateWeightAt + from, width, stateBack, to, stride, width, width);
            System.arraycopy(parameters, inputBiasAt + gate * width, inputBias, gate * stride, width);
            System.arraycopy(parameters, stateBiasAt + gate * width, stateBias, gate * stride, width);
        }
    }

    abstract class RecurrentRun implements StageRun {
        /** Row {@code t + 1} is the state after bin {@code t}; row 0 is the start. */
        float[] states = new float[stride];
        /** Maps of the input, then the gates themselves. */
        float[] gates = new float[0];
        /** The map of the state at one bin. */
        final float[] ofState = new float[gateStride];
        /** What comes back to the state of one bin from the next. */
        final float[] carried = new float[stride];
        /** Gradient of the maps of the input. */
        float[] inputSlopes = new float[0];

        private Sequence input = Sequence.zeros(0, width);
        private Sequence inputGradient = Sequence.zeros(0, width);
        private final float[] weightGradient = new float[gateStride * stride];
        private final float[] biasGradient = new float[gateStride];

        /** Makes room for a clip of another length. */
        abstract void resize(int bins);

        /** Gradient of the maps of the state. */
        abstract float[] stateSlopes();

        /** Turns the maps of one bin into the gates and writes the next state. */
        abstract void advance(int bin);

        /** Goes back through one bin; what passes the maps by is left in {@code carried}. */
        abstract void goBack(int bin, float[] outputGradient, int at);

        /** What is known before the last bin. */
        void startBackward() {
            Arrays.fill(carried, 0);
        }

        @Override
        public final Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (gates.length != bins * gateStride) {
                states = new float[(bins + 1) * stride];
                gates = new float[bins * gateStride];
                inputSlopes = new float[bins * gateStride];
                inputGradient = Sequence.zeros(bins, width);
                resize(bins);
            }
            for (int bin = 0; bin < bins; bin++) {
                System.arraycopy(inputBias, 0, gates, bin * gateStride, gateStride);
            }
            MatrixProduct.add(
                    bins,
                    width,
                    gateStride,
                    input.values(),
                    input.offset(),
                    input.stride(),
                    inputForward,
                    0,
                    gateStride,
                    gates,
                    0,
                    gateStride);
            for (int bin = 0; bin < bins; bin++) {
                System.arraycopy(stateBias, 0, ofState, 0, gateStride);
                MatrixProduct.addRow(width, gateStride, states, bin * stride, stateForward, 0, gateStride, ofState, 0);
                advance(bin);
            }
            return new Sequence(states, stride, stride, bins);
        }

        @Override
        public final Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            float[] stateSlopes = stateSlopes();
            startBackward();
            for (int bin = bins - 1; bin >= 0; bin--) {
                goBack(bin, outputGradient.values(), outputGradient.at(bin));
                MatrixProduct.addRow(
                        gateStride, stride, stateSlopes, bin * gateStride, stateBack, 0, stride, carried, 0);
            }
            weights(gradient, inputWeightAt, inputBiasAt, inputSlopes, input.values(), input.offset(), bins);
            weights(gradient, stateWeightAt, stateBiasAt, stateSlopes, states, 0, bins);
            if (toInput) {
                Arrays.fill(inputGradient.values(), 0);
                MatrixProduct.add(
                        bins,
                        gateStride,
                        stride,
                        inputSlopes,
                        0,
                        gateStride,
                        inputBack,
                        0,
                        stride,
                        inputGradient.values(),
                        0,
                        stride);
            }
            return inputGradient;
        }

        private void weights(
                float[] gradient, int weightAt, int biasAt, float[] slopes, float[] values, int valuesAt, int bins) {
            Arrays.fill(weightGradient, 0);
            Arrays.fill(biasGradient, 0);
            MatrixProduct.addTransposed(
                    gateStride,
                    bins,
                    stride,
                    slopes,
                    0,
                    gateStride,
                    values,
                    valuesAt,
                    stride,
                    weightGradient,
                    0,
                    stride);
            MatrixProduct.addColumnSums(bins, gateStride, slopes, 0, gateStride, biasGradient);
            for (int gate = 0; gate < gateCount; gate++) {
                Lanes.copyRows(
                        weightGradient,
                        gate * stride * stride,
                        stride,
                        gradient,
                        weightAt + gate * width * width,
                        width,
                        width,
                        width);
                System.arraycopy(biasGradient, gate * stride, gradient, biasAt + gate * width, width);
            }
        }
    }
}
