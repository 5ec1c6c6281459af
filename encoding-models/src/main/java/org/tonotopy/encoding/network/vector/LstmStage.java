package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.Recurrence;

/** The long short-term memory of {@link Recurrence#LSTM}. */
final class LstmStage extends RecurrentStage {
    LstmStage(int width, ParameterLayout layout) {
        super(Recurrence.LSTM, width, layout);
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run extends RecurrentRun {
        /** Row {@code t + 1} is the memory after bin {@code t}; row 0 is the start. */
        private float[] memories = new float[stride];

        private final float[] carriedMemory = new float[stride];

        @Override
        void resize(int bins) {
            memories = new float[(bins + 1) * stride];
        }

        @Override
        float[] stateSlopes() {
            return inputSlopes;
        }

        @Override
        void advance(int bin) {
            LstmStage.advance(stride, gates, bin * gateStride, ofState, memories, states, bin * stride);
        }

        @Override
        void startBackward() {
            super.startBackward();
            Arrays.fill(carriedMemory, 0);
        }

        @Override
        void goBack(int bin, float[] outputGradient, int at) {
            LstmStage.goBack(
                    stride,
                    gates,
                    bin * gateStride,
                    memories,
                    bin * stride,
                    outputGradient,
                    at,
                    carried,
                    carriedMemory,
                    inputSlopes);
        }
    }

    private static void advance(
            int stride, float[] gates, int gatesAt, float[] ofState, float[] memories, float[] states, int at) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector input = Elementary.sigmoid(
                    FloatVector.fromArray(SPECIES, gates, gatesAt + i).add(FloatVector.fromArray(SPECIES, ofState, i)));
            FloatVector forget = Elementary.sigmoid(FloatVector.fromArray(SPECIES, gates, gatesAt + stride + i)
                    .add(FloatVector.fromArray(SPECIES, ofState, stride + i)));
            FloatVector candidate = Elementary.tanh(FloatVector.fromArray(SPECIES, gates, gatesAt + 2 * stride + i)
                    .add(FloatVector.fromArray(SPECIES, ofState, 2 * stride + i)));
            FloatVector output = Elementary.sigmoid(FloatVector.fromArray(SPECIES, gates, gatesAt + 3 * stride + i)
                    .add(FloatVector.fromArray(SPECIES, ofState, 3 * stride + i)));
            input.intoArray(gates, gatesAt + i);
            forget.intoArray(gates, gatesAt + stride + i);
            candidate.intoArray(gates, gatesAt + 2 * stride + i);
            output.intoArray(gates, gatesAt + 3 * stride + i);
            FloatVector memory = forget.fma(FloatVector.fromArray(SPECIES, memories, at + i), input.mul(candidate));
            memory.intoArray(memories, at + stride + i);
            output.mul(Elementary.tanh(memory)).intoArray(states, at + stride + i);
        }
    }

    private static void goBack(
            int stride,
            float[] gates,
            int gatesAt,
            float[] memories,
            int at,
            float[] outputGradient,
            int outputAt,
            float[] carried,
            float[] carriedMemory,
            float[] slopes) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector input = FloatVector.fromArray(SPECIES, gates, gatesAt + i);
            FloatVector forget = FloatVector.fromArray(SPECIES, gates, gatesAt + stride + i);
            FloatVector candidate = FloatVector.fromArray(SPECIES, gates, gatesAt + 2 * stride + i);
            FloatVector output = FloatVector.fromArray(SPECIES, gates, gatesAt + 3 * stride + i);
            FloatVector squashed = Elementary.tanh(FloatVector.fromArray(SPECIES, memories, at + stride + i));
            FloatVector slope = FloatVector.fromArray(SPECIES, carried, i)
                    .add(FloatVector.fromArray(SPECIES, outputGradient, outputAt + i));
            FloatVector ofMemory = slope.mul(output)
                    .fma(squashed.mul(squashed).neg().add(1f), FloatVector.fromArray(SPECIES, carriedMemory, i));
            slope.mul(squashed).mul(output.sub(output.mul(output))).intoArray(slopes, gatesAt + 3 * stride + i);
            ofMemory.mul(candidate).mul(input.sub(input.mul(input))).intoArray(slopes, gatesAt + i);
            ofMemory.mul(FloatVector.fromArray(SPECIES, memories, at + i))
                    .mul(forget.sub(forget.mul(forget)))
                    .intoArray(slopes, gatesAt + stride + i);
            ofMemory.mul(input).mul(candidate.mul(candidate).neg().add(1f)).intoArray(slopes, gatesAt + 2 * stride + i);
            ofMemory.mul(forget).intoArray(carriedMemory, i);
            FloatVector.zero(SPECIES).intoArray(carried, i);
        }
    }
}
