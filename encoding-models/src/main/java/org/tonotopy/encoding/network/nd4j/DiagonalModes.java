package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.DiagonalStateSpace;
import org.tonotopy.encoding.network.ParameterNames;

/** The states of {@link DiagonalStateSpace}, without the nonlinearity and the mix that follow. */
final class DiagonalModes implements Layer {
    private static final int PAIRS = DiagonalStateSpace.PAIRS;

    /** {@code [hidden][pair]}. */
    private final INDArray decay;

    private final INDArray frequency;
    private final ComplexArray seen;
    /** {@code [hidden]}. */
    private final INDArray logStep;

    private final INDArray skip;

    DiagonalModes(ParameterArrays parameters) {
        this.decay = parameters.block(ParameterNames.MODE_DECAY);
        this.frequency = parameters.block(ParameterNames.MODE_FREQUENCY);
        this.seen = new ComplexArray(
                parameters.block(ParameterNames.MODE_REAL), parameters.block(ParameterNames.MODE_IMAGINARY));
        this.logStep = parameters.block(ParameterNames.LOG_STEP);
        this.skip = parameters.block(ParameterNames.SKIP);
    }

    /**
     * Modes as they are at steps. Exact, because at a small step {@code Abar} is close to 1 and {@code D Abar} to {@code Bbar},
     * whose differences would have few digits in single precision.
     *
     * @param step {@code D}, {@code [hidden][1]}
     * @param mode {@code A}, {@code [hidden][pair]} as the others
     * @param kept {@code Abar}
     * @param taken {@code Bbar}
     */
    private record Held(INDArray step, ComplexArray mode, ComplexArray kept, ComplexArray taken) {}

    private Held hold(ArrayScope scope) {
        INDArray step = scope.keep(Transforms.exp(ComplexArray.in(DataType.DOUBLE, logStep, scope), true))
                .reshape(logStep.length(), 1);
        ComplexArray mode = new ComplexArray(
                scope.keep(Transforms.exp(ComplexArray.in(DataType.DOUBLE, decay, scope), true))
                        .negi(),
                ComplexArray.in(DataType.DOUBLE, frequency, scope));
        ComplexArray kept = mode.scaledRows(step, scope).exp(scope);
        return new Held(step, mode, kept, kept.minus(1, scope).over(mode, scope));
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        Held held = hold(scope);
        ComplexArray kept = held.kept().in(input.dataType(), scope);
        ComplexArray taken = held.taken().in(input.dataType(), scope);
        long bins = input.rows();
        long hidden = input.columns();
        StateHistory real = StateHistory.zeros(input.dataType(), bins, hidden * PAIRS, scope);
        StateHistory imaginary = StateHistory.zeros(input.dataType(), bins, hidden * PAIRS, scope);
        INDArray output = scope.keep(input.mulRowVector(skip));
        try (StepMemory memory = new StepMemory()) {
            for (long bin = 0; bin < bins; bin++) {
                try (MemoryWorkspace step = memory.step()) {
                    INDArray x = input.getRow(bin, true).reshape(hidden, 1);
                    INDArray oldReal = modes(real.before(bin), hidden);
                    INDArray oldImaginary = modes(imaginary.before(bin), hidden);
                    INDArray newReal = kept.real()
                            .mul(oldReal)
                            .subi(kept.imaginary().mul(oldImaginary))
                            .addi(taken.real().mulColumnVector(x));
                    INDArray newImaginary = kept.real()
                            .mul(oldImaginary)
                            .addi(kept.imaginary().mul(oldReal))
                            .addi(taken.imaginary().mulColumnVector(x));
                    modes(real.after(bin), hidden).assign(newReal);
                    modes(imaginary.after(bin), hidden).assign(newImaginary);
                    INDArray sum = seen.real()
                            .mul(newReal)
                            .subi(seen.imaginary().mul(newImaginary))
                            .sum(1)
                            .muli(2);
                    output.getRow(bin, true).addi(sum.reshape(1, hidden));
                }
            }
        }
        return new Run(input, held, kept, taken, real, imaginary, output);
    }

    /** A row of states as {@code [hidden][pair]}: a view. */
    private static INDArray modes(INDArray row, long hidden) {
        return row.reshape(hidden, PAIRS);
    }

    private final class Run implements Activity {
        private final INDArray input;
        private final Held held;
        /** In the input's precision. */
        private final ComplexArray kept;

        private final ComplexArray taken;
        private final StateHistory real;
        private final StateHistory imaginary;
        private final INDArray output;

        Run(
                INDArray input,
                Held held,
                ComplexArray kept,
                ComplexArray taken,
                StateHistory real,
                StateHistory imaginary,
                INDArray output) {
            this.input = input;
            this.held = held;
            this.kept = kept;
            this.taken = taken;
            this.real = real;
            this.imaginary = imaginary;
            this.output = output;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            long hidden = input.columns();
            ComplexArray ofKept = zeros(scope);
            ComplexArray ofTaken = zeros(scope);
            ComplexArray ofSeen = zeros(scope);
            ComplexArray carried = zeros(scope);
            INDArray inputGradient = scope.keep(cotangent.mulRowVector(skip));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = input.size(0) - 1; bin >= 0; bin--) {
                    try (MemoryWorkspace step = memory.step()) {
                        INDArray x = input.getRow(bin, true).reshape(hidden, 1);
                        INDArray twice =
                                cotangent.getRow(bin, true).reshape(hidden, 1).mul(2);
                        ofSeen.real().addi(modes(real.after(bin), hidden).mulColumnVector(twice));
                        ofSeen.imaginary()
                                .subi(modes(imaginary.after(bin), hidden).mulColumnVector(twice));
                        INDArray ofReal = seen.real().mulColumnVector(twice).addi(carried.real());
                        INDArray ofImaginary =
                                carried.imaginary().sub(seen.imaginary().mulColumnVector(twice));
                        INDArray oldReal = modes(real.before(bin), hidden);
                        INDArray oldImaginary = modes(imaginary.before(bin), hidden);
                        ofKept.real().addi(ofReal.mul(oldReal)).addi(ofImaginary.mul(oldImaginary));
                        ofKept.imaginary().addi(ofImaginary.mul(oldReal)).subi(ofReal.mul(oldImaginary));
                        ofTaken.real().addi(ofReal.mulColumnVector(x));
                        ofTaken.imaginary().addi(ofImaginary.mulColumnVector(x));
                        INDArray ofInput = ofReal.mul(taken.real())
                                .addi(ofImaginary.mul(taken.imaginary()))
                                .sum(1);
                        inputGradient.getRow(bin, true).addi(ofInput.reshape(1, hidden));
                        carried.real()
                                .assign(kept.real()
                                        .mul(ofReal)
                                        .addi(kept.imaginary().mul(ofImaginary)));
                        carried.imaginary()
                                .assign(kept.real()
                                        .mul(ofImaginary)
                                        .subi(kept.imaginary().mul(ofReal)));
                    }
                }
            }
            gradient.add(ParameterNames.MODE_REAL, ofSeen.real());
            gradient.add(ParameterNames.MODE_IMAGINARY, ofSeen.imaginary());
            gradient.add(
                    ParameterNames.SKIP,
                    scope.keep(scope.keep(cotangent.mul(input)).sum(0)));
            addModes(
                    ofKept.in(DataType.DOUBLE, scope).conjugate(scope),
                    ofTaken.in(DataType.DOUBLE, scope).conjugate(scope),
                    gradient,
                    scope);
            return inputGradient;
        }

        private ComplexArray zeros(ArrayScope scope) {
            return new ComplexArray(
                    scope.keep(Nd4j.zeros(input.dataType(), input.columns(), PAIRS)),
                    scope.keep(Nd4j.zeros(input.dataType(), input.columns(), PAIRS)));
        }

        /** From conjugated gradients of the modes at steps to those of the modes and of the steps. */
        private void addModes(ComplexArray ofKept, ComplexArray ofTaken, ParameterArrays gradient, ArrayScope scope) {
            ComplexArray keptSlope = held.kept().scaledRows(held.step(), scope);
            ComplexArray takenSlope = keptSlope.minus(held.taken(), scope).over(held.mode(), scope);
            ComplexArray byKept = ofKept.times(keptSlope, scope);
            ComplexArray byTaken = ofTaken.times(takenSlope, scope);
            add(
                    ParameterNames.MODE_DECAY,
                    scope.keep(byKept.real().add(byTaken.real()))
                            .muli(held.mode().real()),
                    gradient,
                    scope);
            add(
                    ParameterNames.MODE_FREQUENCY,
                    scope.keep(byKept.imaginary().add(byTaken.imaginary())).negi(),
                    gradient,
                    scope);
            INDArray byStep = scope.keep(ofKept.times(held.mode(), scope)
                    .times(held.kept(), scope)
                    .real()
                    .add(ofTaken.times(held.kept(), scope).real()));
            add(
                    ParameterNames.LOG_STEP,
                    scope.keep(byStep.sum(1)).muli(held.step().reshape(logStep.length())),
                    gradient,
                    scope);
        }

        private void add(String name, INDArray exact, ParameterArrays gradient, ArrayScope scope) {
            gradient.add(name, ComplexArray.in(input.dataType(), exact, scope));
        }
    }
}
