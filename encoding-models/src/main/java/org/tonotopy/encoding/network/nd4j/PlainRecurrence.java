package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.Recurrence#RNN}. */
final class PlainRecurrence implements Layer {
    /** {@code [hidden][hidden]}. */
    private final INDArray inputWeight;
    /** {@code [hidden][hidden]}. */
    private final INDArray stateWeight;

    private final INDArray inputBias;
    private final INDArray stateBias;

    PlainRecurrence(ParameterArrays parameters) {
        this.inputWeight = parameters.block(ParameterNames.INPUT_WEIGHT);
        this.stateWeight = parameters.block(ParameterNames.STATE_WEIGHT);
        this.inputBias = parameters.block(ParameterNames.INPUT_BIAS);
        this.stateBias = parameters.block(ParameterNames.STATE_BIAS);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows();
        INDArray fromInput = scope.keep(scope.keep(input.mmul(inputWeight.transpose()))
                .addiRowVector(inputBias)
                .addiRowVector(stateBias)
                .dup('c'));
        // Row t holds the state before bin t.
        INDArray states = scope.keep(Nd4j.zeros(input.dataType(), bins + 1, stateWeight.columns()));
        INDArray stateToSums = stateWeight.transpose();
        try (StepMemory memory = new StepMemory()) {
            for (long bin = 0; bin < bins; bin++) {
                try (MemoryWorkspace step = memory.step()) {
                    INDArray sums = states.getRow(bin, true).mmul(stateToSums).addi(fromInput.getRow(bin, true));
                    states.getRow(bin + 1, true).assign(Transforms.tanh(sums, true));
                }
            }
        }
        return new Run(input, states);
    }

    private final class Run implements Activity {
        private final INDArray input;
        private final INDArray states;

        Run(INDArray input, INDArray states) {
            this.input = input;
            this.states = states;
        }

        private INDArray rows(long first) {
            return states.get(NDArrayIndex.interval(first, first + input.rows()), NDArrayIndex.all());
        }

        @Override
        public INDArray output() {
            return rows(1);
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            INDArray ofSums = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
            INDArray carried = scope.keep(Nd4j.zeros(input.dataType(), 1, input.columns()));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = input.rows() - 1L; bin >= 0; bin--) {
                    try (MemoryWorkspace step = memory.step()) {
                        INDArray state = states.getRow(bin + 1, true);
                        INDArray slope = state.mul(state).rsubi(1);
                        ofSums.getRow(bin, true).assign(slope.muli(carried.add(cotangent.getRow(bin, true))));
                        carried.assign(ofSums.getRow(bin, true).mmul(stateWeight));
                    }
                }
            }
            gradient.add(
                    ParameterNames.INPUT_WEIGHT, scope.keep(ofSums.transpose().mmul(input)));
            gradient.add(
                    ParameterNames.STATE_WEIGHT, scope.keep(ofSums.transpose().mmul(rows(0))));
            INDArray ofBias = scope.keep(ofSums.sum(0));
            gradient.add(ParameterNames.INPUT_BIAS, ofBias);
            gradient.add(ParameterNames.STATE_BIAS, ofBias);
            return scope.keep(ofSums.mmul(inputWeight));
        }
    }
}
