package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.Recurrence#GRU}. */
final class GatedRecurrence implements Layer {
    /** {@code [3 hidden][hidden]}: reset, update, candidate. */
    private final INDArray inputWeight;
    /** {@code [3 hidden][hidden]}. */
    private final INDArray stateWeight;

    private final INDArray inputBias;
    private final INDArray stateBias;
    private final long hidden;

    GatedRecurrence(ParameterArrays parameters) {
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
                .dup('c'));
        // Row t holds the state before bin t, so that the last row is the state after the last bin.
        INDArray states = scope.keep(Nd4j.zeros(input.dataType(), bins + 1, hidden));
        INDArray gates = scope.keep(Nd4j.zeros(input.dataType(), bins, 3 * hidden));
        INDArray candidatesFromState = scope.keep(Nd4j.zeros(input.dataType(), bins, hidden));
        INDArray stateToGates = stateWeight.transpose();
        INDArray bias = stateBias.reshape(1, 3 * hidden);
        try (StepMemory memory = new StepMemory()) {
            for (long bin = 0; bin < bins; bin++) {
                try (MemoryWorkspace step = memory.step()) {
                    INDArray state = states.getRow(bin, true);
                    INDArray x = fromInput.getRow(bin, true);
                    INDArray fromState = state.mmul(stateToGates).addi(bias);
                    INDArray reset = Transforms.sigmoid(part(x, 0).add(part(fromState, 0)), false);
                    INDArray update = Transforms.sigmoid(part(x, 1).add(part(fromState, 1)), false);
                    INDArray candidate =
                            Transforms.tanh(reset.mul(part(fromState, 2)).addi(part(x, 2)), false);
                    INDArray kept = state.sub(candidate).muli(update);
                    states.getRow(bin + 1, true).assign(kept.addi(candidate));
                    INDArray gatesNow = gates.getRow(bin, true);
                    part(gatesNow, 0).assign(reset);
                    part(gatesNow, 1).assign(update);
                    part(gatesNow, 2).assign(candidate);
                    candidatesFromState.getRow(bin, true).assign(part(fromState, 2));
                }
            }
        }
        return new Run(input, states, gates, candidatesFromState);
    }

    /** Columns of one gate. */
    private INDArray part(INDArray stacked, int gate) {
        return stacked.get(NDArrayIndex.all(), NDArrayIndex.interval(gate * hidden, (gate + 1) * hidden));
    }

    private final class Run implements Activity {
        private final INDArray input;
        private final INDArray states;
        private final INDArray gates;
        private final INDArray candidatesFromState;

        Run(INDArray input, INDArray states, INDArray gates, INDArray candidatesFromState) {
            this.input = input;
            this.states = states;
            this.gates = gates;
            this.candidatesFromState = candidatesFromState;
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
            INDArray ofInputSums = scope.keep(Nd4j.zeros(input.dataType(), bins, 3 * hidden));
            INDArray ofStateSums = scope.keep(Nd4j.zeros(input.dataType(), bins, 3 * hidden));
            INDArray carried = scope.keep(Nd4j.zeros(input.dataType(), 1, hidden));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = bins - 1; bin >= 0; bin--) {
                    try (MemoryWorkspace step = memory.step()) {
                        carried.assign(
                                stepBack(bin, carried.add(cotangent.getRow(bin, true)), ofInputSums, ofStateSums));
                    }
                }
            }
            gradient.add(
                    ParameterNames.INPUT_WEIGHT,
                    scope.keep(ofInputSums.transpose().mmul(input)));
            gradient.add(
                    ParameterNames.STATE_WEIGHT,
                    scope.keep(ofStateSums.transpose().mmul(rows(0))));
            gradient.add(ParameterNames.INPUT_BIAS, scope.keep(ofInputSums.sum(0)));
            gradient.add(ParameterNames.STATE_BIAS, scope.keep(ofStateSums.sum(0)));
            return scope.keep(ofInputSums.mmul(inputWeight));
        }

        /** From the gradient of the state after a bin to that of the state before it. */
        private INDArray stepBack(long bin, INDArray ofState, INDArray ofInputSums, INDArray ofStateSums) {
            INDArray now = gates.getRow(bin, true);
            INDArray reset = part(now, 0);
            INDArray update = part(now, 1);
            INDArray candidate = part(now, 2);
            INDArray kept = ofState.mul(update);
            INDArray ofUpdate = states.getRow(bin, true)
                    .sub(candidate)
                    .muli(ofState)
                    .muli(update)
                    .muli(update.rsub(1));
            INDArray ofCandidate =
                    ofState.sub(kept).muli(candidate.mul(candidate).rsubi(1));
            INDArray ofReset = candidatesFromState
                    .getRow(bin, true)
                    .mul(ofCandidate)
                    .muli(reset)
                    .muli(reset.rsub(1));
            for (INDArray sums : new INDArray[] {ofInputSums.getRow(bin, true), ofStateSums.getRow(bin, true)}) {
                part(sums, 0).assign(ofReset);
                part(sums, 1).assign(ofUpdate);
                part(sums, 2).assign(ofCandidate);
            }
            INDArray fromState = ofStateSums.getRow(bin, true);
            part(fromState, 2).muli(reset);
            return kept.addi(fromState.mmul(stateWeight));
        }
    }
}
