package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.LegendreMemory;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link LegendreMemory}. */
final class LegendreMemoryUnit implements Layer {
    /** {@code [1][hidden]}, {@code [1][hidden]}, {@code [1][memory]}. */
    private final INDArray ofInput;

    private final INDArray ofState;
    private final INDArray ofMemory;
    /** {@code [hidden][hidden]}, {@code [hidden][hidden]}, {@code [hidden][memory]}. */
    private final INDArray inputWeight;

    private final INDArray stateWeight;
    private final INDArray memoryWeight;

    LegendreMemoryUnit(ParameterArrays parameters) {
        this.ofInput = row(parameters.block(ParameterNames.MEMORY_OF_INPUT));
        this.ofState = row(parameters.block(ParameterNames.MEMORY_OF_STATE));
        this.ofMemory = row(parameters.block(ParameterNames.MEMORY_OF_MEMORY));
        this.inputWeight = parameters.block(ParameterNames.INPUT_WEIGHT);
        this.stateWeight = parameters.block(ParameterNames.STATE_WEIGHT);
        this.memoryWeight = parameters.block(ParameterNames.MEMORY_WEIGHT);
    }

    private static INDArray row(INDArray vector) {
        return vector.reshape(1, vector.length());
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows();
        INDArray transition = scope.keep(Nd4j.createFromArray(LegendreMemory.transition()));
        INDArray held = scope.keep(transition.castTo(input.dataType()));
        INDArray taken = scope.keep(
                        scope.keep(Nd4j.createFromArray(LegendreMemory.input())).castTo(input.dataType()))
                .reshape(1, LegendreMemory.SIZE);
        INDArray mapped = scope.keep(input.mmul(inputWeight.transpose()));
        INDArray signals = scope.keep(input.mmul(ofInput.transpose()));
        StateHistory states = StateHistory.zeros(input.dataType(), bins, inputWeight.rows(), scope);
        StateHistory memories = StateHistory.zeros(input.dataType(), bins, LegendreMemory.SIZE, scope);
        try (StepMemory memory = new StepMemory()) {
            for (long bin = 0; bin < bins; bin++) {
                try (MemoryWorkspace step = memory.step()) {
                    INDArray state = states.before(bin);
                    INDArray remembered = memories.before(bin);
                    INDArray signal = signals.getRow(bin, true)
                            .add(state.mmul(ofState.transpose()))
                            .addi(remembered.mmul(ofMemory.transpose()));
                    memories.after(bin).assign(remembered.mmul(held.transpose()).addi(signal.mmul(taken)));
                    INDArray sum = state.mmul(stateWeight.transpose())
                            .addi(mapped.getRow(bin, true))
                            .addi(memories.after(bin).mmul(memoryWeight.transpose()));
                    states.after(bin).assign(Transforms.tanh(sum, false));
                }
            }
        }
        return new Run(input, states, memories, held, taken);
    }

    private final class Run implements Activity {
        private final INDArray input;
        private final StateHistory states;
        private final StateHistory memories;
        private final INDArray held;
        private final INDArray taken;

        Run(INDArray input, StateHistory states, StateHistory memories, INDArray held, INDArray taken) {
            this.input = input;
            this.states = states;
            this.memories = memories;
            this.held = held;
            this.taken = taken;
        }

        @Override
        public INDArray output() {
            return states.afterEach();
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            long bins = input.rows();
            INDArray ofSums = scope.keep(Nd4j.zeros(input.dataType(), bins, inputWeight.rows()));
            INDArray ofSignals = scope.keep(Nd4j.zeros(input.dataType(), bins, 1));
            INDArray carried = scope.keep(Nd4j.zeros(input.dataType(), 1, inputWeight.rows()));
            INDArray carriedMemory = scope.keep(Nd4j.zeros(input.dataType(), 1, LegendreMemory.SIZE));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = bins - 1; bin >= 0; bin--) {
                    try (MemoryWorkspace step = memory.step()) {
                        INDArray state = states.after(bin);
                        INDArray ofSum = carried.add(cotangent.getRow(bin, true))
                                .muli(state.mul(state).rsubi(1));
                        INDArray ofMemories = ofSum.mmul(memoryWeight).addi(carriedMemory);
                        INDArray ofSignal = ofMemories.mmul(taken.transpose());
                        ofSums.getRow(bin, true).assign(ofSum);
                        ofSignals.getRow(bin, true).assign(ofSignal);
                        carried.assign(ofSum.mmul(stateWeight).addi(ofSignal.mmul(ofState)));
                        carriedMemory.assign(ofMemories.mmul(held).addi(ofSignal.mmul(ofMemory)));
                    }
                }
            }
            add(gradient, ParameterNames.INPUT_WEIGHT, ofSums, input, scope);
            add(gradient, ParameterNames.STATE_WEIGHT, ofSums, states.beforeEach(), scope);
            add(gradient, ParameterNames.MEMORY_WEIGHT, ofSums, memories.afterEach(), scope);
            add(gradient, ParameterNames.MEMORY_OF_INPUT, ofSignals, input, scope);
            add(gradient, ParameterNames.MEMORY_OF_STATE, ofSignals, states.beforeEach(), scope);
            add(gradient, ParameterNames.MEMORY_OF_MEMORY, ofSignals, memories.beforeEach(), scope);
            return scope.keep(ofSums.mmul(inputWeight)).addi(scope.keep(ofSignals.mmul(ofInput)));
        }
    }

    private static void add(ParameterArrays gradient, String name, INDArray slopes, INDArray values, ArrayScope scope) {
        gradient.add(name, scope.keep(slopes.transpose().mmul(values)));
    }
}
