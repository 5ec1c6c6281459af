package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link org.tonotopy.encoding.network.Recurrence#GRU}. */
final class GatedRecurrence implements Layer {
    private static final int RESET = 0;
    private static final int UPDATE = 1;
    private static final int CANDIDATE = 2;

    private final RecurrentMaps maps;

    GatedRecurrence(ParameterArrays parameters) {
        this.maps = RecurrentMaps.of(parameters);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows();
        INDArray ofInput = maps.ofInput(input, scope);
        StateHistory states = StateHistory.zeros(input.dataType(), bins, maps.hidden(), scope);
        INDArray gates = scope.keep(Nd4j.zeros(input.dataType(), bins, maps.stacked()));
        INDArray recalled = scope.keep(Nd4j.zeros(input.dataType(), bins, maps.hidden()));
        try (StepMemory memory = new StepMemory()) {
            for (long bin = 0; bin < bins; bin++) {
                try (MemoryWorkspace step = memory.step()) {
                    INDArray state = states.before(bin);
                    INDArray x = ofInput.getRow(bin, true);
                    INDArray ofState = maps.ofState(state);
                    INDArray candidateOfState = maps.gate(ofState, CANDIDATE);
                    INDArray reset = Transforms.sigmoid(maps.gate(x, RESET).add(maps.gate(ofState, RESET)), false);
                    INDArray update = Transforms.sigmoid(maps.gate(x, UPDATE).add(maps.gate(ofState, UPDATE)), false);
                    INDArray candidate =
                            Transforms.tanh(reset.mul(candidateOfState).addi(maps.gate(x, CANDIDATE)), false);
                    states.after(bin).assign(state.sub(candidate).muli(update).addi(candidate));
                    INDArray now = gates.getRow(bin, true);
                    maps.gate(now, RESET).assign(reset);
                    maps.gate(now, UPDATE).assign(update);
                    maps.gate(now, CANDIDATE).assign(candidate);
                    recalled.getRow(bin, true).assign(candidateOfState);
                }
            }
        }
        return new Run(input, states, gates, recalled);
    }

    private final class Run implements Activity {
        private final INDArray input;
        private final StateHistory states;
        private final INDArray gates;
        /** The candidate's map of the state, before the reset gate. */
        private final INDArray recalled;

        Run(INDArray input, StateHistory states, INDArray gates, INDArray recalled) {
            this.input = input;
            this.states = states;
            this.gates = gates;
            this.recalled = recalled;
        }

        @Override
        public INDArray output() {
            return states.afterEach();
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            INDArray ofInputMaps = scope.keep(Nd4j.zeros(gates.dataType(), gates.shape()));
            INDArray ofStateMaps = scope.keep(Nd4j.zeros(gates.dataType(), gates.shape()));
            INDArray carried = scope.keep(Nd4j.zeros(gates.dataType(), 1, maps.hidden()));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = input.size(0) - 1; bin >= 0; bin--) {
                    try (MemoryWorkspace step = memory.step()) {
                        INDArray ofState = carried.add(cotangent.getRow(bin, true));
                        carried.assign(stepBack(bin, ofState, ofInputMaps, ofStateMaps));
                    }
                }
            }
            return maps.backward(ofInputMaps, ofStateMaps, input, states.beforeEach(), gradient, scope);
        }

        /** From the gradient of the state after a bin to that of the state before it. */
        private INDArray stepBack(long bin, INDArray ofState, INDArray ofInputMaps, INDArray ofStateMaps) {
            INDArray now = gates.getRow(bin, true);
            INDArray reset = maps.gate(now, RESET);
            INDArray update = maps.gate(now, UPDATE);
            INDArray candidate = maps.gate(now, CANDIDATE);
            INDArray kept = ofState.mul(update);
            INDArray ofUpdate =
                    states.before(bin).sub(candidate).muli(ofState).muli(update).muli(update.rsub(1));
            INDArray ofCandidate =
                    ofState.sub(kept).muli(candidate.mul(candidate).rsubi(1));
            INDArray ofReset =
                    recalled.getRow(bin, true).mul(ofCandidate).muli(reset).muli(reset.rsub(1));
            for (INDArray slopes : new INDArray[] {ofInputMaps.getRow(bin, true), ofStateMaps.getRow(bin, true)}) {
                maps.gate(slopes, RESET).assign(ofReset);
                maps.gate(slopes, UPDATE).assign(ofUpdate);
                maps.gate(slopes, CANDIDATE).assign(ofCandidate);
            }
            INDArray slopes = ofStateMaps.getRow(bin, true);
            maps.gate(slopes, CANDIDATE).muli(reset);
            return kept.addi(slopes.mmul(maps.stateWeight()));
        }
    }
}
