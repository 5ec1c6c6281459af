package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.SelectiveStateSpace;

/** The modes of {@link SelectiveStateSpace}, given the wide units' steps and what the modes take and give. */
final class SelectiveModes {
    private static final int MODES = SelectiveStateSpace.MODES;

    /** {@code [wide][mode]}. */
    private final INDArray decay;
    /** {@code [wide]}. */
    private final INDArray skip;

    SelectiveModes(ParameterArrays parameters) {
        this.decay = parameters.block(ParameterNames.MODE_DECAY);
        this.skip = parameters.block(ParameterNames.SKIP);
    }

    /**
     * What the modes are computed from, and its slopes.
     *
     * @param units {@code [bin][wide]}
     * @param steps {@code [bin][wide]}
     * @param taken {@code [bin][mode]}
     * @param given {@code [bin][mode]}
     */
    record Sources(INDArray units, INDArray steps, INDArray taken, INDArray given) {
        static Sources zerosLike(Sources other, ArrayScope scope) {
            return new Sources(
                    zerosLike(other.units, scope),
                    zerosLike(other.steps, scope),
                    zerosLike(other.taken, scope),
                    zerosLike(other.given, scope));
        }

        private static INDArray zerosLike(INDArray array, ArrayScope scope) {
            return scope.keep(Nd4j.zeros(array.dataType(), array.shape()));
        }
    }

    Scan scan(Sources sources, ArrayScope scope) {
        return new Scan(sources, scope);
    }

    /** One clip. */
    final class Scan {
        private final Sources sources;
        private final INDArray rate;
        private final StateHistory states;
        private final INDArray output;

        private Scan(Sources sources, ArrayScope scope) {
            this.sources = sources;
            INDArray units = sources.units();
            this.rate = scope.keep(Transforms.exp(decay, true)).negi();
            this.states = StateHistory.zeros(units.dataType(), units.rows(), units.columns() * MODES, scope);
            this.output = scope.keep(units.mulRowVector(skip));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = 0; bin < units.rows(); bin++) {
                    try (MemoryWorkspace step = memory.step()) {
                        INDArray stepped = column(units, bin).mul(column(sources.steps(), bin));
                        INDArray state = kept(bin)
                                .muli(modes(states.before(bin)))
                                .addi(stepped.mmul(sources.taken().getRow(bin, true)));
                        modes(states.after(bin)).assign(state);
                        INDArray sum =
                                state.mmul(sources.given().getRow(bin, true).transpose());
                        output.getRow(bin, true).addi(sum.reshape(1, units.columns()));
                    }
                }
            }
        }

        /** A row of units as a column: a view. */
        private INDArray column(INDArray sequence, long bin) {
            return sequence.getRow(bin, true).reshape(sequence.columns(), 1);
        }

        /** {@code [wide][mode]}: what is kept into a bin. */
        private INDArray kept(long bin) {
            return Transforms.exp(rate.mulColumnVector(column(sources.steps(), bin)), false);
        }

        /** A row of states as {@code [wide][mode]}: a view. */
        private INDArray modes(INDArray row) {
            return row.reshape(row.length() / MODES, MODES);
        }

        /** {@code [bin][wide]}. */
        INDArray output() {
            return output;
        }

        /** Slopes of the sources, given that of the output. */
        Sources backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            INDArray units = sources.units();
            long wide = units.columns();
            Sources slopes = Sources.zerosLike(sources, scope);
            slopes.units().addi(scope.keep(cotangent.mulRowVector(skip)));
            INDArray carried = scope.keep(Nd4j.zeros(units.dataType(), wide, MODES));
            INDArray ofRate = scope.keep(Nd4j.zeros(units.dataType(), wide, MODES));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = units.rows() - 1L; bin >= 0; bin--) {
                    try (MemoryWorkspace step = memory.step()) {
                        INDArray unit = column(units, bin);
                        INDArray stepOf = column(sources.steps(), bin);
                        INDArray taken = sources.taken().getRow(bin, true);
                        INDArray slope = column(cotangent, bin);
                        INDArray ofState =
                                slope.mmul(sources.given().getRow(bin, true)).addi(carried);
                        slopes.given()
                                .getRow(bin, true)
                                .assign(slope.transpose().mmul(modes(states.after(bin))));
                        slopes.taken()
                                .getRow(bin, true)
                                .assign(unit.mul(stepOf).transpose().mmul(ofState));
                        INDArray ofStepped = ofState.mmul(taken.transpose());
                        carried.assign(kept(bin).muli(ofState));
                        INDArray ofExponent = carried.mul(modes(states.before(bin)));
                        ofRate.addi(ofExponent.mulColumnVector(stepOf));
                        INDArray ofStep =
                                ofExponent.mul(rate).sum(1).reshape(wide, 1).addi(ofStepped.mul(unit));
                        slopes.steps().getRow(bin, true).assign(ofStep.reshape(1, wide));
                        slopes.units()
                                .getRow(bin, true)
                                .addi(ofStepped.mul(stepOf).reshape(1, wide));
                    }
                }
            }
            gradient.add(ParameterNames.MODE_DECAY, ofRate.muli(rate));
            gradient.add(
                    ParameterNames.SKIP,
                    scope.keep(scope.keep(cotangent.mul(units)).sum(0)));
            return slopes;
        }
    }
}
