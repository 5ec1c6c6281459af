package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.Recurrence;

/** The gated recurrent unit of {@link Recurrence#GRU}. */
final class GruStage extends RecurrentStage {
    GruStage(int width, ParameterLayout layout) {
        super(Recurrence.GRU, width, layout);
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run extends RecurrentRun {
        /** The candidate's map of the state, before the reset gate. */
        private float[] candidateOfState = new float[0];
        /** Differs from that of the input's maps by the reset gate. */
        private float[] stateSlopes = new float[0];

        @Override
        void resize(int bins) {
            candidateOfState = new float[bins * stride];
            stateSlopes = new float[bins * gateStride];
        }

        @Override
        float[] stateSlopes() {
            return stateSlopes;
        }

        @Override
        void advance(int bin) {
            GruStage.advance(stride, gates, bin * gateStride, ofState, candidateOfState, states, bin * stride);
        }

        @Override
        void goBack(int bin, float[] outputGradient, int at) {
            GruStage.goBack(
                    stride,
                    gates,
                    bin * gateStride,
                    candidateOfState,
                    states,
                    bin * stride,
                    outputGradient,
                    at,
                    carried,
                    inputSlopes,
                    stateSlopes);
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
