package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.Recurrence;

/**
 * {@link Recurrence#GRU}; its memory is the candidate's map of the state, which the reset gate multiplies.
 */
final class GruStage extends RecurrentStage {
    private static final int CANDIDATE = 2;

    GruStage(int width, ParameterLayout layout) {
        super(width, Recurrence.GRU.gates(), layout);
    }

    @Override
    boolean needsStateMap(int gate) {
        return gate == CANDIDATE;
    }

    @Override
    void advance(int stride, float[] gates, int gatesAt, float[] ofState, float[] memory, float[] states, int at) {
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
            recalled.intoArray(memory, at + i);
            update.fma(state.sub(candidate), candidate).intoArray(states, at + stride + i);
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
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector reset = FloatVector.fromArray(SPECIES, gates, gatesAt + i);
            FloatVector update = FloatVector.fromArray(SPECIES, gates, gatesAt + stride + i);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, gatesAt + 2 * stride + i);
            FloatVector previous = FloatVector.fromArray(SPECIES, states, at + i);
            FloatVector slope = FloatVector.fromArray(SPECIES, carried, i)
                    .add(FloatVector.fromArray(SPECIES, slopes, slopesAt + i));
            FloatVector kept = slope.mul(update);
            FloatVector ofCandidate =
                    slope.sub(kept).mul(candidate.mul(candidate).neg().add(1f));
            FloatVector ofUpdate = slope.mul(previous.sub(candidate)).mul(update.sub(update.mul(update)));
            FloatVector ofReset = ofCandidate
                    .mul(FloatVector.fromArray(SPECIES, memory, at + i))
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
