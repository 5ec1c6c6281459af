package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * A recurrent layer, apart from what one bin does to its units. Gates stand beside each other in a row, each padded to
 * whole vectors.
 */
abstract class RecurrentStage implements Stage {
    final int width;
    /** From bin to bin of a sequence of states, and from gate to gate. */
    final int stride;
    /** All gates of a bin. */
    final int gateStride;
    /** Those of them that take the sum of both maps, and the rest. */
    final int sumStride;

    final int ownStride;
    /** {@code [value][gate, unit]}. */
    final float[] inputForward;

    final float[] stateForward;
    /** {@code [gate, unit][value]}. */
    final float[] inputBack;

    final float[] stateBack;
    /** What adds to the map of the input: both biases, unless the unit needs that of the state by itself. */
    final float[] bias;
    /** What adds to the map of the state; zero elsewhere. */
    final float[] biasOfState;

    private final int gateCount;
    private final int inputWeightAt;
    private final int stateWeightAt;
    private final int inputBiasAt;
    private final int stateBiasAt;

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
        this.sumStride = stride
                * (int) IntStream.range(0, gates)
                        .filter(gate -> !needsStateMap(gate))
                        .count();
        this.ownStride = gateStride - sumStride;
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
            Lanes.transpose(
                    parameters, inputWeightAt + from, width, width, width, inputForward, gate * stride, gateStride);
            Lanes.transpose(
                    parameters, stateWeightAt + from, width, width, width, stateForward, gate * stride, gateStride);
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
    public RecurrentClip run() {
        return new RecurrentClip(this);
    }

    /** Buffers for clips that advance together. */
    RecurrentGroup group(int mostClips) {
        return new RecurrentGroup(this, mostClips);
    }

    /**
     * Writes a clip's share of the gradient.
     *
     * @param inputWeights {@code [value][gate, unit]}
     * @param stateWeights the same
     */
    void writeGradient(
            float[] inputWeights, float[] inputBiases, float[] stateWeights, float[] stateBiases, float[] gradient) {
        for (int gate = 0; gate < gateCount; gate++) {
            int from = gate * stride;
            int to = gate * width * width;
            Lanes.transpose(inputWeights, from, gateStride, width, width, gradient, inputWeightAt + to, width);
            Lanes.transpose(stateWeights, from, gateStride, width, width, gradient, stateWeightAt + to, width);
            System.arraycopy(inputBiases, gate * stride, gradient, inputBiasAt + gate * width, width);
            System.arraycopy(stateBiases, gate * stride, gradient, stateBiasAt + gate * width, width);
        }
    }

    /** Whether a gate needs its map of the state by itself, not only the sum of both maps; such gates are the last. */
    boolean needsStateMap(int gate) {
        return false;
    }

    /**
     * One bin.
     *
     * @param stride from gate to gate, and from bin to bin in all but the gates
     * @param gates at {@code gatesAt} the maps of the input; the gates are left there
     * @param ofState at {@code ofStateAt} the maps of the state
     * @param memory for the unit's own use, one row per bin after a row of zeros, as the states
     * @param states at {@code at} the state before the bin; that after it is left in the next row
     */
    abstract void advance(
            int stride,
            float[] gates,
            int gatesAt,
            float[] ofState,
            int ofStateAt,
            float[] memory,
            float[] states,
            int at);

    /**
     * One bin back.
     *
     * @param gates memory, states: as {@link #advance} left them
     * @param slopes of the states, without what later bins carried back
     * @param carried at {@code carriedAt} slopes from the later bin; slopes for the earlier one, past the maps, are left
     *     there
     * @param carriedMemory the same for what the unit keeps in memory
     * @param slopesOfMaps at {@code mapsAt} the slopes of the maps of the input are left, which are also those of the maps
     *     of the state where a gate takes their sum
     * @param ownSlopes at {@code ownAt} the slopes of the maps of the state are left for gates that need them by themselves
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
            int carriedAt,
            float[] slopesOfMaps,
            int mapsAt,
            float[] ownSlopes,
            int ownAt);

    /**
     * Gates from the sums of both maps, in place. A loop with more than one elementary function in it is too large for the
     * JIT of Java 17 to inline, and then every vector becomes an object.
     */
    static void sigmoidGates(int size, float[] gates, int gatesAt, float[] ofState, int ofStateAt) {
        for (int i = 0; i < size; i += COUNT) {
            Elementary.sigmoid(FloatVector.fromArray(SPECIES, gates, gatesAt + i)
                            .add(FloatVector.fromArray(SPECIES, ofState, ofStateAt + i)))
                    .intoArray(gates, gatesAt + i);
        }
    }

    /** The same with the hyperbolic tangent. */
    static void tanhGates(int size, float[] gates, int gatesAt, float[] ofState, int ofStateAt) {
        for (int i = 0; i < size; i += COUNT) {
            Elementary.tanh(FloatVector.fromArray(SPECIES, gates, gatesAt + i)
                            .add(FloatVector.fromArray(SPECIES, ofState, ofStateAt + i)))
                    .intoArray(gates, gatesAt + i);
        }
    }
}
