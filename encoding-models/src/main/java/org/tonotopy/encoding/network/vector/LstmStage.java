package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.Recurrence;

/** {@link Recurrence#LSTM}; its memory is the cell. */
final class LstmStage extends RecurrentStage {
    private static final int GATES = 4;
    private static final int CANDIDATE = 2;

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
        int candidateAt = CANDIDATE * stride;
        int outputAt = 3 * stride;
        // One loop for all gates: with each by name the JIT's budget for one method would end before the last function.
        for (int gate = 0; gate < GATES; gate++) {
            int from = gate * stride;
            boolean candidate = gate == CANDIDATE;
            squashGates(
                    candidate ? 2 : -1,
                    candidate ? 1 : 0,
                    candidate ? -2 : 1,
                    stride,
                    gates,
                    gatesAt + from,
                    ofState,
                    ofStateAt + from);
        }
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector input = FloatVector.fromArray(SPECIES, gates, gatesAt + i);
            FloatVector forget = FloatVector.fromArray(SPECIES, gates, gatesAt + stride + i);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, gatesAt + candidateAt + i);
            FloatVector output = FloatVector.fromArray(SPECIES, gates, gatesAt + outputAt + i);
            FloatVector cell = forget.fma(FloatVector.fromArray(SPECIES, memory, at + i), input.mul(candidate));
            cell.intoArray(memory, at + stride + i);
            output.mul(Elementary.tanh(cell)).intoArray(states, at + stride + i);
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
            float[] inputSlopes,
            float[] stateSlopes,
            int mapsAt) {
        int forgetAt = gatesAt + stride;
        int candidateAt = forgetAt + stride;
        int outputAt = candidateAt + stride;
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector input = FloatVector.fromArray(SPECIES, gates, gatesAt + i);
            FloatVector forget = FloatVector.fromArray(SPECIES, gates, forgetAt + i);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, candidateAt + i);
            FloatVector output = FloatVector.fromArray(SPECIES, gates, outputAt + i);
            FloatVector shown = Elementary.tanh(FloatVector.fromArray(SPECIES, memory, at + stride + i));
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
            ofInput.intoArray(inputSlopes, mapsAt + i);
            ofForget.intoArray(inputSlopes, mapsAt + stride + i);
            ofCandidate.intoArray(inputSlopes, mapsAt + 2 * stride + i);
            ofOutput.intoArray(inputSlopes, mapsAt + 3 * stride + i);
            ofCell.mul(forget).intoArray(carriedMemory, carriedAt + i);
            FloatVector.zero(SPECIES).intoArray(carried, carriedAt + i);
        }
    }
}
