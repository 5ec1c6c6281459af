package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.Recurrence;

/** {@link Recurrence#LSTM}; its memory is the cell. */
final class LstmStage extends RecurrentStage {
    LstmStage(int width, ParameterLayout layout) {
        super(width, Recurrence.LSTM.gates(), layout);
    }

    @Override
    void advance(
            int stride,
            float[] gates,
            int gatesAt,
            float[] ofState,
            int ofStateAt,
            float[] memory,
            float[] states,
            int at) {
        int candidateAt = 2 * stride;
        int outputAt = 3 * stride;
        sigmoidGates(2 * stride, gates, gatesAt, ofState, ofStateAt);
        tanhGates(stride, gates, gatesAt + candidateAt, ofState, ofStateAt + candidateAt);
        sigmoidGates(stride, gates, gatesAt + outputAt, ofState, ofStateAt + outputAt);
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector input = FloatVector.fromArray(SPECIES, gates, gatesAt + i);
            FloatVector forget = FloatVector.fromArray(SPECIES, gates, gatesAt + stride + i);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, gatesAt + candidateAt + i);
            forget.fma(FloatVector.fromArray(SPECIES, memory, at + i), input.mul(candidate))
                    .intoArray(memory, at + stride + i);
        }
        shown(stride, memory, at + stride, states, at + stride);
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector.fromArray(SPECIES, gates, gatesAt + outputAt + i)
                    .mul(FloatVector.fromArray(SPECIES, states, at + stride + i))
                    .intoArray(states, at + stride + i);
        }
    }

    /** The hyperbolic tangent of the cell's memory. */
    private static void shown(int stride, float[] memory, int memoryAt, float[] shown, int shownAt) {
        for (int i = 0; i < stride; i += COUNT) {
            Elementary.tanh(FloatVector.fromArray(SPECIES, memory, memoryAt + i))
                    .intoArray(shown, shownAt + i);
        }
    }

    @Override
    void goBack(
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
            int ownAt) {
        int forgetAt = gatesAt + stride;
        int candidateAt = forgetAt + stride;
        int outputAt = candidateAt + stride;
        int ofOutputAt = mapsAt + 3 * stride;
        // What the cell shows waits where the slope of the output gate goes.
        shown(stride, memory, at + stride, slopesOfMaps, ofOutputAt);
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector input = FloatVector.fromArray(SPECIES, gates, gatesAt + i);
            FloatVector forget = FloatVector.fromArray(SPECIES, gates, forgetAt + i);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, candidateAt + i);
            FloatVector output = FloatVector.fromArray(SPECIES, gates, outputAt + i);
            FloatVector shown = FloatVector.fromArray(SPECIES, slopesOfMaps, ofOutputAt + i);
            FloatVector slope = FloatVector.fromArray(SPECIES, carried, carriedAt + i)
                    .add(FloatVector.fromArray(SPECIES, slopes, slopesAt + i));
            FloatVector ofOutput = slope.mul(shown).mul(output.sub(output.mul(output)));
            FloatVector ofCell = slope.mul(output)
                    .mul(shown.mul(shown).neg().add(1f))
                    .add(FloatVector.fromArray(SPECIES, carriedMemory, carriedAt + i));
            FloatVector ofInput = ofCell.mul(candidate).mul(input.sub(input.mul(input)));
            FloatVector ofForget =
                    ofCell.mul(FloatVector.fromArray(SPECIES, memory, at + i)).mul(forget.sub(forget.mul(forget)));
            FloatVector ofCandidate =
                    ofCell.mul(input).mul(candidate.mul(candidate).neg().add(1f));
            ofInput.intoArray(slopesOfMaps, mapsAt + i);
            ofForget.intoArray(slopesOfMaps, mapsAt + stride + i);
            ofCandidate.intoArray(slopesOfMaps, mapsAt + 2 * stride + i);
            ofOutput.intoArray(slopesOfMaps, ofOutputAt + i);
            ofCell.mul(forget).intoArray(carriedMemory, carriedAt + i);
            FloatVector.zero(SPECIES).intoArray(carried, carriedAt + i);
        }
    }
}
