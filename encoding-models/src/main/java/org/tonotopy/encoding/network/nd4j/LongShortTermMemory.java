package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link org.tonotopy.encoding.network.Recurrence#LSTM}. */
final class LongShortTermMemory implements Layer {
    private static final int INPUT = 0;
    private static final int FORGET = 1;
    private static final int CANDIDATE = 2;
    private static final int OUTPUT = 3;

    private final RecurrentMaps maps;

    LongShortTermMemory(ParameterArrays parameters) {
        this.maps = RecurrentMaps.of(parameters);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows();
        INDArray gates = maps.ofInput(input, scope);
        StateHistory states = StateHistory.zeros(input.dataType(), bins, maps.hidden(), scope);
        StateHistory cells = StateHistory.zeros(input.dataType(), bins, maps.hidden(), scope);
        try (StepMemory memory = new StepMemory()) {
            for (long bin = 0; bin < bins; bin++) {
                try (MemoryWorkspace step = memory.step()) {
                    INDArray now = gates.getRow(bin, true).addi(maps.ofState(states.before(bin)));
                    INDArray admit = Transforms.sigmoid(maps.gate(now, INPUT), false);
                    INDArray forget = Transforms.sigmoid(maps.gate(now, FORGET), false);
                    INDArray candidate = Transforms.tanh(maps.gate(now, CANDIDATE), false);
                    INDArray show = Transforms.sigmoid(maps.gate(now, OUTPUT), false);
                    INDArray cell = forget.mul(cells.before(bin)).addi(admit.mul(candidate));
                    cells.after(bin).assign(cell);
                    states.after(bin).assign(Transforms.tanh(cell, false).muli(show));
                }
            }
        }
        return new Run(input, states, cells, gates);
    }

    private final class Run implements Activity {
        private final INDArray input;
        private final StateHistory states;
        private final StateHistory cells;
        private final INDArray gates;

        Run(INDArray input, StateHistory states, StateHistory cells, INDArray gates) {
            this.input = input;
            this.states = states;
            this.cells = cells;
            this.gates = gates;
        }

        @Override
        public INDArray output() {
            return states.afterEach();
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            INDArray ofMaps = scope.keep(Nd4j.zeros(gates.dataType(), gates.shape()));
            INDArray carried = scope.keep(Nd4j.zeros(gates.dataType(), 1, maps.hidden()));
            INDArray carriedCell = scope.keep(Nd4j.zeros(gates.dataType(), 1, maps.hidden()));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = input.size(0) - 1; bin >= 0; bin--) {
                    try (MemoryWorkspace step = memory.step()) {
                        INDArray slopes = ofMaps.getRow(bin, true);
                        stepBack(bin, carried.add(cotangent.getRow(bin, true)), carriedCell, slopes);
                        carried.assign(slopes.mmul(maps.stateWeight()));
                    }
                }
            }
            return maps.backward(ofMaps, ofMaps, input, states.beforeEach(), gradient, scope);
        }

        /** Writes the gradient of a bin's maps, and moves that of the cell from after the bin to before it. */
        private void stepBack(long bin, INDArray ofState, INDArray ofCell, INDArray slopes) {
            INDArray now = gates.getRow(bin, true);
            INDArray admit = maps.gate(now, INPUT);
            INDArray forget = maps.gate(now, FORGET);
            INDArray candidate = maps.gate(now, CANDIDATE);
            INDArray show = maps.gate(now, OUTPUT);
            INDArray shown = Transforms.tanh(cells.after(bin), true);
            ofCell.addi(ofState.mul(show).muli(shown.mul(shown).rsubi(1)));
            maps.gate(slopes, INPUT).assign(ofCell.mul(candidate).muli(admit).muli(admit.rsub(1)));
            maps.gate(slopes, FORGET)
                    .assign(ofCell.mul(cells.before(bin)).muli(forget).muli(forget.rsub(1)));
            maps.gate(slopes, CANDIDATE)
                    .assign(ofCell.mul(admit).muli(candidate.mul(candidate).rsubi(1)));
            maps.gate(slopes, OUTPUT).assign(ofState.mul(shown).muli(show).muli(show.rsub(1)));
            ofCell.muli(forget);
        }
    }
}
