package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.Recurrence;

/** {@link Recurrence#RNN}; it needs no memory besides its state. */
final class RnnStage extends RecurrentStage {
    RnnStage(int width, ParameterLayout layout) {
        super(width, Recurrence.RNN.gates(), layout);
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
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector sum = FloatVector.fromArray(SPECIES, gates, gatesAt + i)
                    .add(FloatVector.fromArray(SPECIES, ofState, ofStateAt + i));
            Elementary.tanh(sum).intoArray(states, at + stride + i);
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
            FloatVector state = FloatVector.fromArray(SPECIES, states, at + stride + i);
            FloatVector slope = FloatVector.fromArray(SPECIES, carried, carriedAt + i)
                    .add(FloatVector.fromArray(SPECIES, slopes, slopesAt + i));
            FloatVector ofSum = slope.mul(state.mul(state).neg().add(1f));
            ofSum.intoArray(slopesOfMaps, mapsAt + i);
            FloatVector.zero(SPECIES).intoArray(carried, carriedAt + i);
        }
    }
}
