package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.SelectiveStateSpace;

/** {@link SelectiveStateSpace}, without the input that is added to it. */
final class SelectiveBranch implements Layer {
    private final Layer toWide;
    private final Layer toGate;
    private final Layer convolution;
    private final Layer stepFactor;
    private final Layer toStep;
    private final Layer toTaken;
    private final Layer toGiven;
    private final SelectiveModes modes;
    private final Layer mix;

    SelectiveBranch(ParameterArrays parameters) {
        this.toWide = new LinearMap(parameters, ParameterNames.WIDE_WEIGHT);
        this.toGate = new LinearMap(parameters, ParameterNames.GATE_WEIGHT);
        this.convolution = new ShortConvolution(parameters);
        this.stepFactor = new LinearMap(parameters, ParameterNames.STEP_FACTOR);
        this.toStep = new Affine(parameters, ParameterNames.STEP_WEIGHT, ParameterNames.STEP_BIAS);
        this.toTaken = new LinearMap(parameters, ParameterNames.MODE_INPUT);
        this.toGiven = new LinearMap(parameters, ParameterNames.MODE_OUTPUT);
        this.modes = new SelectiveModes(parameters);
        this.mix = new LinearMap(parameters, ParameterNames.MIX_WEIGHT);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        return new Run(input, scope);
    }

    private final class Run implements Activity {
        private final Activity units;
        private final Activity steps;
        private final Activity taken;
        private final Activity given;
        private final SelectiveModes.Scan scan;
        private final Activity gates;
        private final Activity mixed;

        Run(INDArray input, ArrayScope scope) {
            this.units = new LayerRow(toWide, convolution, Pointwise.SILU).forward(input, scope);
            this.steps = new LayerRow(stepFactor, toStep, Pointwise.SOFTPLUS).forward(units.output(), scope);
            this.taken = toTaken.forward(units.output(), scope);
            this.given = toGiven.forward(units.output(), scope);
            this.scan = modes.scan(
                    new SelectiveModes.Sources(units.output(), steps.output(), taken.output(), given.output()), scope);
            this.gates = new LayerRow(toGate, Pointwise.SILU).forward(input, scope);
            this.mixed = mix.forward(scope.keep(scan.output().mul(gates.output())), scope);
        }

        @Override
        public INDArray output() {
            return mixed.output();
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            INDArray ofGated = mixed.backward(cotangent, gradient, scope);
            INDArray ofGates = scope.keep(ofGated.mul(scan.output()));
            SelectiveModes.Sources slopes = scan.backward(scope.keep(ofGated.mul(gates.output())), gradient, scope);
            INDArray ofUnits = slopes.units()
                    .addi(steps.backward(slopes.steps(), gradient, scope))
                    .addi(taken.backward(slopes.taken(), gradient, scope))
                    .addi(given.backward(slopes.given(), gradient, scope));
            INDArray ofInput = units.backward(ofUnits, gradient, scope);
            return scope.keep(ofInput.add(gates.backward(ofGates, gradient, scope)));
        }
    }
}
