package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.LegendreMemory;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * {@link LegendreMemory}. The signal that is remembered stands behind the units as one more value of a row, so that each
 * of its three parts rides on the product that reads the same values: the map of the input, of the state and of the
 * memory.
 */
final class LegendreMemoryStage implements Stage {
    private static final int MEMORY = LegendreMemory.SIZE;
    private static final int MEMORY_STRIDE = Lanes.padded(MEMORY);
    /** The memory and, behind it, the signal. */
    private static final int REMEMBERED = Lanes.padded(MEMORY + 1);

    private static final float[] TO_MEMORY = memoryInput();

    private final int width;
    private final int stride;
    /** From bin to bin where the signal stands behind the units. */
    private final int mapped;

    private final ParameterLayout layout;
    /** {@code [value][unit, signal]}. */
    private final float[] inputForward;

    private final float[] stateForward;
    /** {@code [memory][memory, signal]}. */
    private final float[] memoryForward = new float[MEMORY * REMEMBERED];
    /** {@code [memory][unit]}. */
    private final float[] recallForward;
    /** {@code [unit, signal][value]}. */
    private final float[] inputBack;

    private final float[] stateBack;
    /** {@code [memory, signal][memory]}. */
    private final float[] memoryBack = new float[(MEMORY + 1) * MEMORY_STRIDE];
    /** {@code [unit][memory]}. */
    private final float[] recallBack;

    LegendreMemoryStage(int width, ParameterLayout layout) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.mapped = Lanes.padded(width + 1);
        this.layout = layout;
        this.inputForward = new float[width * mapped];
        this.stateForward = new float[width * mapped];
        this.recallForward = new float[MEMORY * stride];
        this.inputBack = new float[(width + 1) * stride];
        this.stateBack = new float[(width + 1) * stride];
        this.recallBack = new float[width * MEMORY_STRIDE];
        double[][] transition = LegendreMemory.transition();
        for (int to = 0; to < MEMORY; to++) {
            for (int from = 0; from < MEMORY; from++) {
                memoryForward[from * REMEMBERED + to] = (float) transition[to][from];
                memoryBack[to * MEMORY_STRIDE + from] = (float) transition[to][from];
            }
        }
    }

    private static float[] memoryInput() {
        double[] exact = LegendreMemory.input();
        float[] input = new float[MEMORY_STRIDE];
        for (int i = 0; i < MEMORY; i++) {
            input[i] = (float) exact[i];
        }
        return input;
    }

    @Override
    public int inputWidth() {
        return width;
    }

    @Override
    public int outputWidth() {
        return width;
    }

    @Override
    public void load(float[] parameters) {
        load(parameters, ParameterNames.INPUT_WEIGHT, ParameterNames.MEMORY_OF_INPUT, inputForward, inputBack);
        load(parameters, ParameterNames.STATE_WEIGHT, ParameterNames.MEMORY_OF_STATE, stateForward, stateBack);
        int ofMemory = layout.offset(ParameterNames.MEMORY_OF_MEMORY);
        for (int i = 0; i < MEMORY; i++) {
            memoryForward[i * REMEMBERED + MEMORY] = parameters[ofMemory + i];
        }
        System.arraycopy(parameters, ofMemory, memoryBack, MEMORY * MEMORY_STRIDE, MEMORY);
        int recall = layout.offset(ParameterNames.MEMORY_WEIGHT);
        Lanes.transpose(parameters, recall, MEMORY, width, MEMORY, recallForward, 0, stride);
        Lanes.copyRows(parameters, recall, MEMORY, recallBack, 0, MEMORY_STRIDE, width, MEMORY);
    }

    /** A weight and, as one more unit of it, a part of the signal. */
    private void load(float[] parameters, String weight, String signal, float[] forward, float[] back) {
        int weightAt = layout.offset(weight);
        int signalAt = layout.offset(signal);
        Lanes.transpose(parameters, weightAt, width, width, width, forward, 0, mapped);
        Lanes.transpose(parameters, signalAt, width, 1, width, forward, width, mapped);
        Lanes.copyRows(parameters, weightAt, width, back, 0, stride, width, width);
        System.arraycopy(parameters, signalAt, back, width * stride, width);
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, width);
        /** Row {@code t + 1} is the state after bin {@code t}; row 0 is the start. */
        private float[] states = new float[stride];
        /** The same for the memory. */
        private float[] memories = new float[MEMORY_STRIDE];
        /** The maps of the input, then their slopes. */
        private float[] maps = new float[0];

        private Sequence inputGradient = Sequence.zeros(0, width);
        private final float[] ofState = new float[mapped];
        private final float[] remembered = new float[REMEMBERED];
        private final float[] carried = new float[stride];
        private final float[] carriedMemory = new float[MEMORY_STRIDE];
        private final float[] weightGradient = new float[(width + 1) * stride];
        private final float[] recallGradient = new float[width * MEMORY_STRIDE];
        private final float[] signalGradient = new float[MEMORY_STRIDE];

        @Override
        public Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (maps.length != bins * mapped) {
                states = new float[(bins + 1) * stride];
                memories = new float[(bins + 1) * MEMORY_STRIDE];
                maps = new float[bins * mapped];
                inputGradient = Sequence.zeros(bins, width);
            }
            Arrays.fill(maps, 0);
            MatrixProduct.add(
                    bins,
                    width,
                    mapped,
                    input.values(),
                    input.offset(),
                    input.stride(),
                    inputForward,
                    0,
                    mapped,
                    maps,
                    0,
                    mapped);
            for (int bin = 0; bin < bins; bin++) {
                advance(bin);
            }
            return new Sequence(states, stride, stride, bins);
        }

        private void advance(int bin) {
            int memoryAt = bin * MEMORY_STRIDE;
            Arrays.fill(remembered, 0);
            MatrixProduct.addRow(MEMORY, REMEMBERED, memories, memoryAt, memoryForward, 0, REMEMBERED, remembered, 0);
            System.arraycopy(maps, bin * mapped, ofState, 0, mapped);
            MatrixProduct.addRow(width, mapped, states, bin * stride, stateForward, 0, mapped, ofState, 0);
            float signal = ofState[width] + remembered[MEMORY];
            FloatVector u = FloatVector.broadcast(SPECIES, signal);
            for (int i = 0; i < MEMORY_STRIDE; i += COUNT) {
                u.fma(FloatVector.fromArray(SPECIES, TO_MEMORY, i), FloatVector.fromArray(SPECIES, remembered, i))
                        .intoArray(memories, memoryAt + MEMORY_STRIDE + i);
            }
            MatrixProduct.addRow(
                    MEMORY, stride, memories, memoryAt + MEMORY_STRIDE, recallForward, 0, stride, ofState, 0);
            int to = (bin + 1) * stride;
            for (int i = 0; i < stride; i += COUNT) {
                Elementary.tanh(FloatVector.fromArray(SPECIES, ofState, i)).intoArray(states, to + i);
            }
            // What rode behind the units is no state.
            Arrays.fill(states, to + width, to + stride, 0);
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            Arrays.fill(carried, 0);
            Arrays.fill(carriedMemory, 0);
            for (int bin = bins - 1; bin >= 0; bin--) {
                goBack(bin, outputGradient.values(), outputGradient.at(bin));
            }
            weights(
                    gradient,
                    ParameterNames.INPUT_WEIGHT,
                    ParameterNames.MEMORY_OF_INPUT,
                    input.values(),
                    input.offset(),
                    input.stride(),
                    bins);
            weights(gradient, ParameterNames.STATE_WEIGHT, ParameterNames.MEMORY_OF_STATE, states, 0, stride, bins);
            memoryWeights(gradient, bins);
            if (toInput) {
                Arrays.fill(inputGradient.values(), 0);
                MatrixProduct.add(
                        bins,
                        width + 1,
                        stride,
                        maps,
                        0,
                        mapped,
                        inputBack,
                        0,
                        stride,
                        inputGradient.values(),
                        0,
                        stride);
            }
            return inputGradient;
        }

        /** Leaves the slopes of a bin's maps in their place, and in {@code carried} those of the earlier bin. */
        private void goBack(int bin, float[] slopes, int slopesAt) {
            int mapsAt = bin * mapped;
            for (int i = 0; i < width; i++) {
                float state = states[(bin + 1) * stride + i];
                maps[mapsAt + i] = (carried[i] + slopes[slopesAt + i]) * (1 - state * state);
            }
            MatrixProduct.addRow(width, MEMORY_STRIDE, maps, mapsAt, recallBack, 0, MEMORY_STRIDE, carriedMemory, 0);
            float ofSignal = 0;
            for (int i = 0; i < MEMORY; i++) {
                ofSignal += carriedMemory[i] * TO_MEMORY[i];
            }
            maps[mapsAt + width] = ofSignal;
            System.arraycopy(carriedMemory, 0, remembered, 0, MEMORY);
            remembered[MEMORY] = ofSignal;
            Arrays.fill(carriedMemory, 0);
            MatrixProduct.addRow(
                    MEMORY + 1, MEMORY_STRIDE, remembered, 0, memoryBack, 0, MEMORY_STRIDE, carriedMemory, 0);
            Arrays.fill(carried, 0);
            MatrixProduct.addRow(width + 1, stride, maps, mapsAt, stateBack, 0, stride, carried, 0);
        }

        private void weights(
                float[] gradient,
                String weight,
                String signal,
                float[] values,
                int valuesAt,
                int valuesStride,
                int bins) {
            Arrays.fill(weightGradient, 0);
            MatrixProduct.addTransposed(
                    width + 1,
                    bins,
                    stride,
                    maps,
                    0,
                    mapped,
                    values,
                    valuesAt,
                    valuesStride,
                    weightGradient,
                    0,
                    stride);
            Lanes.copyRows(weightGradient, 0, stride, gradient, layout.offset(weight), width, width, width);
            System.arraycopy(weightGradient, width * stride, gradient, layout.offset(signal), width);
        }

        private void memoryWeights(float[] gradient, int bins) {
            Arrays.fill(recallGradient, 0);
            MatrixProduct.addTransposed(
                    width,
                    bins,
                    MEMORY_STRIDE,
                    maps,
                    0,
                    mapped,
                    memories,
                    MEMORY_STRIDE,
                    MEMORY_STRIDE,
                    recallGradient,
                    0,
                    MEMORY_STRIDE);
            Lanes.copyRows(
                    recallGradient,
                    0,
                    MEMORY_STRIDE,
                    gradient,
                    layout.offset(ParameterNames.MEMORY_WEIGHT),
                    MEMORY,
                    width,
                    MEMORY);
            Arrays.fill(signalGradient, 0);
            MatrixProduct.addTransposed(
                    1,
                    bins,
                    MEMORY_STRIDE,
                    maps,
                    width,
                    mapped,
                    memories,
                    0,
                    MEMORY_STRIDE,
                    signalGradient,
                    0,
                    MEMORY_STRIDE);
            System.arraycopy(signalGradient, 0, gradient, layout.offset(ParameterNames.MEMORY_OF_MEMORY), MEMORY);
        }
    }
}
