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
    boolean needsStateMap(int gate) {
        return false;
    }

    @Override
    void advance(int stride, float[] gates, int gatesAt, float[] ofState, float[] memory, float[] states, int at) {
        int forgetAt = gatesAt + stride;
        int candidateAt = forgetAt + stride;
        int outputAt = candidateAt + stride;
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector input = Elementary.sigmoid(
                    FloatVector.fromArray(SPECIES, gates, gatesAt + i).add(FloatVector.fromArray(SPECIES, ofState, i)));
            FloatVector forget = Elementary.sigmoid(FloatVector.fromArray(SPECIES, gates, forgetAt + i)
                    .add(FloatVector.fromArray(SPECIES, ofState, stride + i)));
            FloatVector candidate = Elementary.tanh(FloatVector.fromArray(SPECIES, gates, candidateAt + i)
                    .add(FloatVector.fromArray(SPECIES, ofState, 2 * stride + i)));
            FloatVector output = Elementary.sigmoid(FloatVector.fromArray(SPECIES, gates, outputAt + i)
                    .add(FloatVector.fromArray(SPECIES, ofState, 3 * stride + i)));
            FloatVector cell = forget.fma(FloatVector.fromArray(SPECIES, memory, at + i), input.mul(candidate));
            input.intoArray(gates, gatesAt + i);
            forget.intoArray(gates, forgetAt + i);
            candidate.intoArray(gates, candidateAt + i);
            output.intoArray(gates, outputAt + i);
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
            float[] inputSlopes,
            float[] stateSlopes) {
        int forgetAt = gatesAt + stride;
        int candidateAt = forgetAt + stride;
        int outputAt = candidateAt + stride;
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector input = FloatVector.fromArray(SPECIES, gates, gatesAt + i);
            FloatVector forget = FloatVector.fromArray(SPECIES, gates, forgetAt + i);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, candidateAt + i);
            FloatVector output = FloatVector.fromArray(SPECIES, gates, outputAt + i);
            FloatVector shown = Elementary.tanh(FloatVector.fromArray(SPECIES, memory, at + stride + i));
            FloatVector slope = FloatVector.fromArray(SPECIES, carried, i)
                    .add(FloatVector.fromArray(SPECIES, slopes, slopesAt + i));
            FloatVector ofOutput = slope.mul(shown).mul(output.sub(output.mul(output)));
            FloatVector ofCell = slope.mul(output)
                    .mul(shown.mul(shown).neg().add(1f))
                    .add(FloatVector.fromArray(SPECIES, carriedMemory, i));
            FloatVector ofInput = ofCell.mul(candidate).mul(input.sub(input.mul(input)));
            FloatVector ofForget =
                    ofCell.mul(FloatVector.fromArray(SPECIES, memory, at + i)).mul(forget.sub(forget.mul(forget)));
            FloatVector ofCandidate =
                    ofCell.mul(input).mul(candidate.mul(candidate).neg().add(1f));
            ofInput.intoArray(inputSlopes, gatesAt + i);
            ofInput.intoArray(stateSlopes, gatesAt + i);
            ofForget.intoArray(inputSlopes, forgetAt + i);
            ofForget.intoArray(stateSlopes, forgetAt + i);
            ofCandidate.intoArray(inputSlopes, candidateAt + i);
            ofCandidate.intoArray(stateSlopes, candidateAt + i);
            ofOutput.intoArray(inputSlopes, outputAt + i);
            ofOutput.intoArray(stateSlopes, outputAt + i);
            ofCell.mul(forget).intoArray(carriedMemory, i);
            FloatVector.zero(SPECIES).intoArray(carried, i);
        }
    }
}
