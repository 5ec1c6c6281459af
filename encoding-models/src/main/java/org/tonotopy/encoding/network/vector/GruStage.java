package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * The gated recurrent unit of {@link org.tonotopy.encoding.network.Recurrence#GRU}. The maps of the input and all
 * gradients of weights are one matrix product over the whole clip; only the map of the state goes bin by bin. Gates
 * stand beside each other in a row, each padded to whole vectors.
 */
final class GruStage implements Stage {
    private static final int GATES = 3;

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
    /** Biases that simply add: both of reset and update, and the input's of the candidate. */
    private final float[] bias;
    /** The state's bias of the candidate, which the reset gate multiplies; zero elsewhere. */
    private final float[] gatedBias;

    GruStage(int width, ParameterLayout layout) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.gateStride = GATES * stride;
        this.inputWeightAt = layout.offset(ParameterNames.INPUT_WEIGHT);
        this.stateWeightAt = layout.offset(ParameterNames.STATE_WEIGHT);
        this.inputBiasAt = layout.offset(ParameterNames.INPUT_BIAS);
        this.stateBiasAt = layout.offset(ParameterNames.STATE_BIAS);
        this.inputForward = new float[width * gateStride];
        this.stateForward = new float[width * gateStride];
        this.inputBack = new float[gateStride * stride];
        this.stateBack = new float[gateStride * stride];
        this.bias = new float[gateStride];
        this.gatedBias = new float[gateStride];
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
        for (int gate = 0; gate < GATES; gate++) {
            int from = gate * width * width;
            Lanes.transpose(parameters, inputWeightAt + from, width, width, inputForward, gate * stride, gateStride);
            Lanes.transpose(parameters, stateWeightAt + from, width, width, stateForward, gate * stride, gateStride);
            int to = gate * stride * stride;
            Lanes.copyRows(parameters, inputWeightAt + from, width, inputBack, to, stride, width, width);
            Lanes.copyRows(parameters, stateWeightAt + from, width, stateBack, to, stride, width, width);
            boolean candidate = gate == GATES - 1;
            for (int unit = 0; unit < width; unit++) {
                float ofInput = parameters[inputBiasAt + gate * width + unit];
                float ofState = parameters[stateBiasAt + gate * width + unit];
                bias[gate * stride + unit] = candidate ? ofInput : ofInput + ofState;
                gatedBias[gate * stride + unit] = candidate ? ofState : 0;
            }
        }
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, width);
        /** Row {@code t + 1} is the state after bin {@code t}; row 0 is the start. */
        private float[] states = new float[stride];
        /** Maps of the input, then the gates themselves. */
        private float[] gates = new float[0];
        /** The candidate's map of the state, before the reset gate. */
        private float[] candidateOfState = new float[0];

        private float[] inputSlopes = new float[0];
        private float[] stateSlopes = new float[0];
        private Sequence inputGradient = Sequence.zeros(0, width);
        private final float[] ofState = new float[gateStride];
        private final float[] carried = new float[stride];
        private final float[] weightGradient = new float[gateStride * stride];
        private final float[] biasGradient = new float[gateStride];

        @Override
        public Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (gates.length != bins * gateStride) {
                states = new float[(bins + 1) * stride];
                gates = new float[bins * gateStride];
                candidateOfState = new float[bins * stride];
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
                System.arraycopy(gatedBias, 0, ofState, 0, gateStride);
                MatrixProduct.addRow(width, gateStride, states, bin * stride, stateForward, 0, gateStride, ofState, 0);
                advance(stride, gates, bin * gateStride, ofState, candidateOfState, states, bin * stride);
            }
            return new Sequence(states, stride, stride, bins);
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            Arrays.fill(carried, 0);
            for (int bin = bins - 1; bin >= 0; bin--) {
                goBack(
                        stride,
                        gates,
                        bin * gateStride,
                        candidateOfState,
                        states,
                        bin * stride,
                        outputGradient.values(),
                        outputGradient.at(bin),
                        carried,
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
            for (int gate = 0; gate < GATES; gate++) {
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

    /** One bin: turns the maps of the input into the gates and writes the next state. */
    private static void advance(
            int stride, float[] gates, int gatesAt, float[] ofState, float[] candidateOfState, float[] states, int at) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector reset = Elementary.sigmoid(
                    FloatVector.fromArray(SPECIES, gates, gatesAt + i).add(FloatVector.fromArray(SPECIES, ofState, i)));
            FloatVector update = Elementary.sigmoid(FloatVector.fromArray(SPECIES, gates, gatesAt + stride + i)
                    .add(FloatVector.fromArray(SPECIES, ofState, stride + i)));
            FloatVector recalled = FloatVector.fromArray(SPECIES, ofState, 2 * stride + i);
            FloatVector candidate = Elementary.tanh(
                    reset.fma(recalled, FloatVector.fromArray(SPECIES, gates, gatesAt + 2 * stride + i)));
            FloatVector state = FloatVector.fromArray(SPECIES, states, at + i);
            reset.intoArray(gates, gatesAt + i);
            update.intoArray(gates, gatesAt + stride + i);
            candidate.intoArray(gates, gatesAt + 2 * stride + i);
            recalled.intoArray(candidateOfState, at + i);
            update.fma(state.sub(candidate), candidate).intoArray(states, at + stride + i);
        }
    }

    /** One bin back: slopes of all maps; what goes to the previous state past the maps is left in {@code carried}. */
    private static void goBack(
            int stride,
            float[] gates,
            int gatesAt,
            float[] candidateOfState,
            float[] states,
            int at,
            float[] outputGradient,
            int outputAt,
            float[] carried,
            float[] inputSlopes,
            float[] stateSlopes) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector reset = FloatVector.fromArray(SPECIES, gates, gatesAt + i);
            FloatVector update = FloatVector.fromArray(SPECIES, gates, gatesAt + stride + i);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, gatesAt + 2 * stride + i);
            FloatVector previous = FloatVector.fromArray(SPECIES, states, at + i);
            FloatVector slope = FloatVector.fromArray(SPECIES, carried, i)
                    .add(FloatVector.fromArray(SPECIES, outputGradient, outputAt + i));
            FloatVector kept = slope.mul(update);
            FloatVector ofCandidate =
                    slope.sub(kept).mul(candidate.mul(candidate).neg().add(1f));
            FloatVector ofUpdate = slope.mul(previous.sub(candidate)).mul(update.sub(update.mul(update)));
            FloatVector ofReset = ofCandidate
                    .mul(FloatVector.fromArray(SPECIES, candidateOfState, at + i))
                    .mul(reset.sub(reset.mul(reset)));
            ofReset.intoArray(inputSlopes, gatesAt + i);
            ofReset.intoArray(stateSlopes, gatesAt + i);
            ofUpdate.intoArray(inputSlopes, gatesAt + stride + i);
            ofUpdate.intoArray(stateSlopes, gatesAt + stride + i);
            ofCandidate.intoArray(inputSlopes, gatesAt + 2 * stride + i);
            ofCandidate.mul(reset).intoArray(stateSlopes, gatesAt + 2 * stride + i);
            kept.intoArray(carried, i);
        }
    }
}
