package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link org.tonotopy.encoding.network.Recurrence#RNN}. */
final class PlainRecurrence implements Layer {
    private final RecurrentMaps maps;

    PlainRecurrence(ParameterArrays parameters) {
        this.maps = RecurrentMaps.of(parameters);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows();
        INDArray ofInput = maps.ofInput(input, scope);
        StateHistory states = StateHistory.zeros(input.dataType(), bins, maps.hidden(), scope);
        try (StepMemory memory = new StepMemory()) {
            for (long bin = 0; bin < bins; bin++) {
                try (MemoryWorkspace step = memory.step()) {
                    INDArray sum = maps.ofState(states.before(bin)).addi(ofInput.getRow(bin, true));
                    states.after(bin).assign(Transforms.tanh(sum, false));
                }
            }
        }
        return new Run(input, states);
    }

    private final class Run implements Activity {
        private final INDArray input;
        private final StateHistory states;

        Run(INDArray input, StateHistory states) {
            this.input = input;
            this.states = states;
        }

        @Override
        public INDArray output() {
            return states.afterEach();
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            INDArray ofSums = scope.keep(Nd4j.zeros(input.dataType(), input.rows(), maps.hidden()));
            INDArray carried = scope.keep(Nd4j.zeros(input.dataType(), 1, maps.hidden()));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = input.size(0) - 1; bin >= 0; bin--) {
                    try (MemoryWorkspace step = memory.step()) {
                        INDArray state = states.after(bin);
                        INDArray ofSum = carried.add(cotangent.getRow(bin, true))
                                .muli(state.mul(state).rsubi(1));
                        ofSums.getRow(bin, true).assign(ofSum);
                        carried.assign(ofSum.mmul(maps.stateWeight()));
                    }
                }
            }
            return maps.backward(ofSums, ofSums, input, states.beforeEach(), gradient, scope);
        }
    }
}
