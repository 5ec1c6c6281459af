package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Adds to its input what a row of layers makes of it. */
final class Residual implements Layer {
    private final Layer branch;

    Residual(Layer... branch) {
        this.branch = new LayerRow(branch);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        Activity added = branch.forward(input, scope);
        INDArray output = scope.keep(input.add(added.output()));
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                return scope.keep(cotangent.add(added.backward(cotangent, gradient, scope)));
            }
        };
    }
}
