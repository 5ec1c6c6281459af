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
    void advance(
            int stride,
            float[] gates,
            int gatesAt,
            float[] ofState,
            int ofStateAt,
            float[] memory,
            float[] states,
            int at) {
        sigmoidGates(2 * stride, gates, gatesAt, ofState, ofStateAt);
        candidates(stride, gates, gatesAt, ofState, ofStateAt + 2 * stride, memory, at);
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector update = FloatVector.fromArray(SPECIES, gates, gatesAt + stride + i);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, gatesAt + 2 * stride + i);
            FloatVector state = FloatVector.fromArray(SPECIES, states, at + i);
            update.fma(state.sub(candidate), candidate).intoArray(states, at + stride + i);
        }
    }

    /** A loop by itself, because its hyperbolic tangent is long: see {@link Lanes}. */
    private static void candidates(
            int stride, float[] gates, int gatesAt, float[] ofState, int recalledAt, float[] memory, int at) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector reset = FloatVector.fromArray(SPECIES, gates, gatesAt + i);
            FloatVector recalled = FloatVector.fromArray(SPECIES, ofState, recalledAt + i);
            recalled.intoArray(memory, at + i);
            Elementary.tanh(reset.fma(recalled, FloatVector.fromArray(SPECIES, gates, gatesAt + 2 * stride + i)))
                    .intoArray(gates, gatesAt + 2 * stride + i);
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
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector reset = FloatVector.fromArray(SPECIES, gates, gatesAt + i);
            FloatVector update = FloatVector.fromArray(SPECIES, gates, gatesAt + stride + i);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, gatesAt + 2 * stride + i);
            FloatVector previous = FloatVector.fromArray(SPECIES, states, at + i);
            FloatVector slope = FloatVector.fromArray(SPECIES, carried, carriedAt + i)
                    .add(FloatVector.fromArray(SPECIES, slopes, slopesAt + i));
            FloatVector kept = slope.mul(update);
            FloatVector ofCandidate =
                    slope.sub(kept).mul(candidate.mul(candidate).neg().add(1f));
            FloatVector ofUpdate = slope.mul(previous.sub(candidate)).mul(update.sub(update.mul(update)));
            FloatVector ofReset = ofCandidate
                    .mul(FloatVector.fromArray(SPECIES, memory, at + i))
                    .mul(reset.sub(reset.mul(reset)));
            ofReset.intoArray(slopesOfMaps, mapsAt + i);
            ofUpdate.intoArray(slopesOfMaps, mapsAt + stride + i);
            ofCandidate.intoArray(slopesOfMaps, mapsAt + 2 * stride + i);
            ofCandidate.mul(reset).intoArray(ownSlopes, ownAt + i);
            kept.intoArray(carried, carriedAt + i);
        }
    }
}
