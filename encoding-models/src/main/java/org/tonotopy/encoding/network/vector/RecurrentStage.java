package org.tonotopy.encoding.network.vector;

import java.util.Arrays;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * A recurrent layer, apart from what one bin does to its units. The maps of the input and all gradients of weights are
 * one matrix product over the whole clip; only the map of the state goes bin by bin. Gates stand beside each other in a
 * row, each padded to whole vectors.
 */
abstract class RecurrentStage implements Stage {
    private final int gateCount;
    private final int width;
    private final int stride;
    private final int gateStride;
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
    /** What adds to the map of the input: both biases, unless the unit needs that of the state by itself. */
    private final float[] bias;
    /** What adds to the map of the state; zero elsewhere. */
    private final float[] biasOfState;

    /**
     * A layer as wide as its input.
     *
     * @param gates maps of input and state, stacked
     */
    RecurrentStage(int width, int gates, ParameterLayout layout) {
        this.gateCount = gates;
        this.width = width;
        this.stride = Lanes.padded(width);
        this.gateStride = gateCount * stride;
        this.inputWeightAt = layout.offset(ParameterNames.INPUT_WEIGHT);
        this.stateWeightAt = layout.offset(ParameterNames.STATE_WEIGHT);
        this.inputBiasAt = layout.offset(ParameterNames.INPUT_BIAS);
        this.stateBiasAt = layout.offset(ParameterNames.STATE_BIAS);
        this.inputForward = new float[width * gateStride];
        this.stateForward = new float[width * gateStride];
        this.inputBack = new float[gateStride * stride];
        this.stateBack = new float[gateStride * stride];
        this.bias = new float[gateStride];
        this.biasOfState = new float[gateStride];
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
        for (int gate = 0; gate < gateCount; gate++) {
            int from = gate * width * width;
            Lanes.transpose(parameters, inputWeightAt + from, width, width, inputForward, gate * stride, gateStride);
            Lanes.transpose(parameters, stateWeightAt + from, width, width, stateForward, gate * stride, gateStride);
            int to = gate * stride * stride;
            Lanes.copyRows(parameters, inputWeightAt + from, width, inputBack, to, stride, width, width);
            Lanes.copyRows(parameters, stateWeightAt + from, width, stateBack, to, stride, width, width);
            boolean apart = needsStateMap(gate);
            for (int unit = 0; unit < width; unit++) {
                float ofInput = parameters[inputBiasAt + gate * width + unit];
                float ofState = parameters[stateBiasAt + gate * width + unit];
                bias[gate * stride + unit] = apart ? ofInput : ofInput + ofState;
                biasOfState[gate * stride + unit] = apart ? ofState : 0;
            }
        }
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    /** Whether a gate needs its map of the state by itself, not only the sum of both maps. */
    abstract boolean needsStateMap(int gate);

    /**
     * One bin.
     *
     * @param stride from gate to gate, and from bin to bin in all but the gates
     * @param gates at {@code gatesAt} the maps of the input; the gates are left there
     * @param ofState the maps of the state
     * @param memory for the unit's own use, one row per bin after a row of zeros, as the states
     * @param states at {@code at} the state before the bin; that after it is left in the next row
     */
    abstract void advance(
            int stride, float[] gates, int gatesAt, float[] ofState, float[] memory, float[] states, int at);

    /**
     * One bin back.
     *
     * @param gates memory, states: as {@link #advance} left them
     * @param slopes of the states, without what later bins carried back
     * @param carried slopes from the later bin; slopes for the earlier one, past the maps, are left there
     * @param carriedMemory the same for what the unit keeps in memory
     * @param inputSlopes at {@code gatesAt} the slopes of the maps of the input are left
     * @param stateSlopes at {@code gatesAt} the slopes of the maps of the state are left
     */
    abstract void goBack(
            int stride,
            float[] gates,
            int gatesAt,
            float[] memory,
            float[] states,
            int at,
            float[] slopes,
            int slopesAt,
            float[] carried,
            float[] carriedMemory,
            float[] inputSlopes,
            float[] stateSlopes);

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, width);
        /** Row {@code t + 1} is the state after bin {@code t}; row 0 is the start. */
        private float[] states = new float[stride];
        /** Maps of the input, then the gates themselves. */
        private float[] gates = new float[0];

        private float[] memory = new float[0];

        private float[] inputSlopes = new float[0];
        private float[] stateSlopes = new float[0];
        private Sequence inputGradient = Sequence.zeros(0, width);
        private final float[] ofState = new float[gateStride];
        private final float[] carried = new float[stride];
        private final float[] carriedMemory = new float[stride];
        private final float[] weightGradient = new float[gateStride * stride];
        private final float[] biasGradient = new float[gateStride];

        @Override
        public Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (gates.length != bins * gateStride) {
                states = new float[(bins + 1) * stride];
                gates = new float[bins * gateStride];
                memory = new float[(bins + 1) * stride];
                inputSlopes = new float[bins * gateStride];
                stateSlopes = new float[bins * gateStride];
                inputGradient = Sequence.zeros(bins, width);
            }
            for (int bin = 0; bin < bins; bin++) {
                System.arraycopy(bias, 0, gates, bin * gateStride, gateStride);
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
                System.arraycopy(biasOfState, 0, ofState, 0, gateStride);
                MatrixProduct.addRow(width, gateStride, states, bin * stride, stateForward, 0, gateStride, ofState, 0);
                advance(stride, gates, bin * gateStride, ofState, memory, states, bin * stride);
            }
            return new Sequence(states, stride, stride, bins);
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            Arrays.fill(carried, 0);
            Arrays.fill(carriedMemory, 0);
            for (int bin = bins - 1; bin >= 0; bin--) {
                goBack(
                        stride,
                        gates,
                        bin * gateStride,
                        memory,
                        states,
                        bin * stride,
                        outputGradient.values(),
                        outputGradient.at(bin),
                        carried,
                        carriedMemory,
                        inputSlopes,
                        stateSlopes);
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
