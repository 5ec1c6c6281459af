package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.Recurrence;

/** The plain recurrent layer of {@link Recurrence#RNN}. */
final class RnnStage extends RecurrentStage {
    RnnStage(int width, ParameterLayout layout) {
        super(Recurrence.RNN, width, layout);
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run extends RecurrentRun {
        @Override
        void resize(int bins) {
            // The states are all that it keeps.
        }

        @Override
        float[] stateSlopes() {
            return inputSlopes;
        }

        @Override
        void advance(int bin) {
            RnnStage.advance(stride, gates, bin * gateStride, ofState, states, (bin + 1) * stride);
        }

        @Override
        void goBack(int bin, float[] outputGradient, int at) {
            RnnStage.goBack(
                    stride, states, (bin + 1) * stride, outputGradient, at, carried, inputSlopes, bin * gateStride);
        }
    }

    private static void advance(int stride, float[] maps, int mapsAt, float[] ofState, float[] states, int at) {
        for (int i = 0; i < stride; i += COUNT) {
            Elementary.tanh(FloatVector.fromArray(SPECIES, maps, mapsAt + i)
                            .add(FloatVector.fromArray(SPECIES, ofState, i)))
                    .intoArray(states, at + i);
        }
    }

    private static void goBack(
            int stride,
            float[] states,
            int at,
            float[] outputGradient,
            int outputAt,
            float[] carried,
            float[] slopes,
            int slopesAt) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector state = FloatVector.fromArray(SPECIES, states, at + i);
            FloatVector.fromArray(SPECIES, carried, i)
                    .add(FloatVector.fromArray(SPECIES, outputGradient, outputAt + i))
                    .mul(state.mul(state).neg().add(1f))
                    .intoArray(slopes, slopesAt + i);
            FloatVector.zero(SPECIES).intoArray(carried, i);
        }
    }
}
