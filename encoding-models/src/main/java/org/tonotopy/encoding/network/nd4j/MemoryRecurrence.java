package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.Recurrence#LSTM}. */
final class MemoryRecurrence implements Layer {
    /** {@code [4 hidden][hidden]}: input, forget, candidate, output. */
    private final INDArray inputWeight;
    /** {@code [4 hidden][hidden]}. */
    private final INDArray stateWeight;

    private final INDArray inputBias;
    private final INDArray stateBias;
    private final long hidden;

    MemoryRecurrence(ParameterArrays parameters) {
        this.inputWeight = parameters.block(ParameterNames.INPUT_WEIGHT);
        this.stateWeight = parameters.block(ParameterNames.STATE_WEIGHT);
        this.inputBias = parameters.block(ParameterNames.INPUT_BIAS);
        this.stateBias = parameters.block(ParameterNames.STATE_BIAS);
        this.hidden = stateWeight.columns();
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows();
        INDArray fromInput = scope.keep(scope.keep(input.mmul(inputWeight.transpose()))
                .addiRowVector(inputBias)
                .addiRowVector(stateBias)
                .dup('c'));
        // Row t holds what was before bin t.
        INDArray states = scope.keep(Nd4j.zeros(input.dataType(), bins + 1, hidden));
        INDArray memories = scope.keep(Nd4j.zeros(input.dataType(), bins + 1, hidden));
        INDArray gates = scope.keep(Nd4j.zeros(input.dataType(), bins, 4 * hidden));
        INDArray stateToGates = stateWeight.transpose();
        try (StepMemory memory = new StepMemory()) {
            for (long bin = 0; bin < bins; bin++) {
                try (MemoryWorkspace step = memory.step()) {
                    INDArray sums = states.getRow(bin, true).mmul(stateToGates).addi(fromInput.getRow(bin, true));
                    INDArray now = gates.getRow(bin, true);
                    part(now, 0).assign(Transforms.sigmoid(part(sums, 0), true));
                    part(now, 1).assign(Transforms.sigmoid(part(sums, 1), true));
                    part(now, 2).assign(Transforms.tanh(part(sums, 2), true));
                    part(now, 3).assign(Transforms.sigmoid(part(sums, 3), true));
                    INDArray kept = memories.getRow(bin, true).mul(part(now, 1));
                    INDArray held = kept.addi(part(now, 0).mul(part(now, 2)));
                    memories.getRow(bin + 1, true).assign(held);
                    states.getRow(bin + 1, true)
                            .assign(Transforms.tanh(held, true).muli(part(now, 3)));
                }
            }
        }
        return new Run(input, states, memories, gates);
    }

    /** Columns of one gate. */
    private INDArray part(INDArray stacked, int gate) {
        return stacked.get(NDArrayIndex.all(), NDArrayIndex.interval(gate * hidden, (gate + 1) * hidden));
    }

    private final class Run implements Activity {
        private final INDArray input;
        private final INDArray states;
        private final INDArray memories;
        private final INDArray gates;

        Run(INDArray input, INDArray states, INDArray memories, INDArray gates) {
            this.input = input;
            this.states = states;
            this.memories = memories;
            this.gates = gates;
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
            long bins = input.rows();
            INDArray ofSums = scope.keep(Nd4j.zeros(input.dataType(), bins, 4 * hidden));
            INDArray carried = scope.keep(Nd4j.zeros(input.dataType(), 1, hidden));
            INDArray carriedMemory = scope.keep(Nd4j.zeros(input.dataType(), 1, hidden));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = bins - 1; bin >= 0; bin--) {
                    try (MemoryWorkspace step = memory.step()) {
                        stepBack(bin, carried.add(cotangent.getRow(bin, true)), carriedMemory, ofSums);
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

        private void stepBack(long bin, INDArray ofState, INDArray carriedMemory, INDArray ofSums) {
            INDArray now = gates.getRow(bin, true);
            INDArray entering = part(now, 0);
            INDArray kept = part(now, 1);
            INDArray candidate = part(now, 2);
            INDArray leaving = part(now, 3);
            INDArray squashed = Transforms.tanh(memories.getRow(bin + 1, true), true);
            INDArray ofMemory =
                    squashed.mul(squashed).rsubi(1).muli(leaving).muli(ofState).addi(carriedMemory);
            INDArray sums = ofSums.getRow(bin, true);
            part(sums, 0).assign(candidate.mul(ofMemory).muli(entering).muli(entering.rsub(1)));
            part(sums, 1)
                    .assign(memories.getRow(bin, true).mul(ofMemory).muli(kept).muli(kept.rsub(1)));
            part(sums, 2)
                    .assign(candidate.mul(candidate).rsubi(1).muli(ofMemory).muli(entering));
            part(sums, 3).assign(squashed.muli(ofState).muli(leaving).muli(leaving.rsub(1)));
            carriedMemory.assign(ofMemory.muli(kept));
        }
    }
}
