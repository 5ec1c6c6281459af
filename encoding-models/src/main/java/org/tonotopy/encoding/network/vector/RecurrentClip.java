package org.tonotopy.encoding.network.vector;

import java.util.Arrays;
import java.util.List;

/**
 * One clip in a recurrent layer: what each bin did, and the clip's share of the gradient. How bins follow each other is
 * {@link RecurrentGroup}'s part.
 */
final class RecurrentClip implements StageRun {
    private final RecurrentStage stage;
    private final RecurrentGroup alone;
    private Sequence input;
    /** Row {@code t + 1} is the state after bin {@code t}; row 0 is the start. */
    private float[] states;
    /** Maps of the input, then the gates themselves. */
    private float[] gates = new float[0];

    private float[] memory = new float[0];
    private Sequence outputGradient;
    private Sequence inputGradient;
    private float[] gradient = new float[0];
    private boolean toInput;
    private boolean toParameters = true;
    private final float[] inputWeightGradient;
    private final float[] stateWeightGradient;
    private final float[] inputBiasGradient;
    private final float[] stateBiasGradient;

    RecurrentClip(RecurrentStage stage) {
        this.stage = stage;
        this.alone = stage.group(1);
        this.input = Sequence.zeros(0, stage.width);
        this.states = new float[stage.stride];
        this.outputGradient = input;
        this.inputGradient = input;
        this.inputWeightGradient = new float[stage.gateStride * stage.stride];
        this.stateWeightGradient = new float[stage.gateStride * stage.stride];
        this.inputBiasGradient = new float[stage.gateStride];
        this.stateBiasGradient = new float[stage.gateStride];
    }

    @Override
    public Sequence forward(Sequence given) {
        Sequence output = enter(given);
        alone.forward(List.of(this));
        return output;
    }

    @Override
    public Sequence backward(Sequence givenGradient, float[] parameterGradient, boolean wanted) {
        Sequence ofInput = enterBack(givenGradient, parameterGradient, wanted);
        alone.backward(List.of(this));
        return ofInput;
    }

    /** Takes the input of a forward pass; returns where its output will be. */
    Sequence enter(Sequence given) {
        int bins = given.bins();
        input = given;
        if (gates.length != bins * stage.gateStride) {
            states = new float[(bins + 1) * stage.stride];
            gates = new float[bins * stage.gateStride];
            memory = new float[(bins + 1) * stage.stride];
            inputGradient = Sequence.zeros(bins, stage.width);
        }
        return new Sequence(states, stage.stride, stage.stride, bins);
    }

    @Override
    public void prepareBack(boolean parametersWanted) {
        toParameters = parametersWanted;
    }

    /** Takes what a backward pass needs; returns where the gradient of the input will be. */
    Sequence enterBack(Sequence givenGradient, float[] parameterGradient, boolean wanted) {
        outputGradient = givenGradient;
        gradient = parameterGradient;
        toInput = wanted;
        Arrays.fill(inputWeightGradient, 0);
        Arrays.fill(stateWeightGradient, 0);
        Arrays.fill(inputBiasGradient, 0);
        Arrays.fill(stateBiasGradient, 0);
        return inputGradient;
    }

    int bins() {
        return input.bins();
    }

    /** Buffers for clips that pass this one's layer together. */
    RecurrentGroup group(int mostClips) {
        return stage.group(mostClips);
    }

    /** The maps of the input for the bins from the first up to below the end. */
    void mapInput(int first, int end) {
        int gateStride = stage.gateStride;
        for (int bin = first; bin < end; bin++) {
            System.arraycopy(stage.bias, 0, gates, bin * gateStride, gateStride);
        }
        MatrixProduct.add(
                end - first,
                stage.width,
                gateStride,
                input.values(),
                input.at(first),
                input.stride(),
                stage.inputForward,
                0,
                gateStride,
                gates,
                first * gateStride,
                gateStride);
    }

    /** Advances over one bin, given the maps of the state before it; copies the state after it. */
    void advance(int bin, float[] ofState, int ofStateAt, float[] stateAfter, int stateAfterAt) {
        int stride = stage.stride;
        stage.advance(stride, gates, bin * stage.gateStride, ofState, ofStateAt, memory, states, bin * stride);
        System.arraycopy(states, (bin + 1) * stride, stateAfter, stateAfterAt, stride);
    }

    /** Goes back over one bin; see {@link RecurrentStage#goBack}. */
    void goBack(
            int bin,
            float[] carried,
            float[] carriedMemory,
            int carriedAt,
            float[] slopesOfMaps,
            int mapsAt,
            float[] ownSlopes,
            int ownAt) {
        stage.goBack(
                stage.stride,
                gates,
                bin * stage.gateStride,
                memory,
                states,
                bin * stage.stride,
                outputGradient.values(),
                outputGradient.at(bin),
                carried,
                carriedMemory,
                carriedAt,
                slopesOfMaps,
                mapsAt,
                ownSlopes,
                ownAt);
    }

    /** Adds what some bins give to the gradient of the weights, and computes the gradient of their input. */
    void gather(int first, int end, float[] slopesOfMaps, int mapsAt, float[] ownSlopes, int ownAt) {
        if (toParameters) {
            addParameters(first, end, slopesOfMaps, mapsAt, ownSlopes, ownAt);
        }
        if (toInput) {
            int at = inputGradient.at(first);
            Arrays.fill(inputGradient.values(), at, inputGradient.at(end), 0);
            MatrixProduct.add(
                    end - first,
                    stage.gateStride,
                    stage.stride,
                    slopesOfMaps,
                    mapsAt,
                    stage.gateStride,
                    stage.inputBack,
                    0,
                    stage.stride,
                    inputGradient.values(),
                    at,
                    stage.stride);
        }
    }

    private void addParameters(int first, int end, float[] slopesOfMaps, int mapsAt, float[] ownSlopes, int ownAt) {
        Sequence before = new Sequence(states, 0, stage.stride, bins());
        int gateStride = stage.gateStride;
        int sumStride = stage.sumStride;
        int ownStride = stage.ownStride;
        addWeights(first, end, gateStride, slopesOfMaps, mapsAt, gateStride, input, inputWeightGradient, 0);
        addWeights(first, end, sumStride, slopesOfMaps, mapsAt, gateStride, before, stateWeightGradient, 0);
        addWeights(first, end, ownStride, ownSlopes, ownAt, ownStride, before, stateWeightGradient, sumStride);
        MatrixProduct.addColumnSums(end - first, gateStride, slopesOfMaps, mapsAt, gateStride, inputBiasGradient, 0);
        MatrixProduct.addColumnSums(end - first, ownStride, ownSlopes, ownAt, ownStride, stateBiasGradient, sumStride);
    }

    private void addWeights(
            int first,
            int end,
            int width,
            float[] slopes,
            int slopesAt,
            int slopesStride,
            Sequence values,
            float[] weightGradient,
            int weightAt) {
        // Rows that end in padding are computed whole: four at a time are faster than what is left over.
        MatrixProduct.addTransposed(
                Math.min(stage.stride, values.stride()),
                end - first,
                width,
                values.values(),
                values.at(first),
                values.stride(),
                slopes,
                slopesAt,
                slopesStride,
                weightGradient,
                weightAt,
                stage.gateStride);
    }

    /** Writes the clip's share of the gradient. */
    void leave() {
        if (!toParameters) {
            return;
        }
        // Where a gate takes the sum of both maps, both biases have one slope.
        System.arraycopy(inputBiasGradient, 0, stateBiasGradient, 0, stage.sumStride);
        stage.writeGradient(inputWeightGradient, inputBiasGradient, stateWeightGradient, stateBiasGradient, gradient);
    }
}
