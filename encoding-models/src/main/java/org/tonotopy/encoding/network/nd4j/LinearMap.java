package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A linear map of each bin, without a bias; its weight is {@code [output][input]}. */
final class LinearMap implements Layer {
    private final String name;
    private final INDArray weight;

    LinearMap(ParameterArrays parameters, String name) {
        this.name = name;
        this.weight = parameters.block(name);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray output = scope.keep(input.mmul(weight.transpose()));
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                gradient.add(name, scope.keep(cotangent.transpose().mmul(input)));
                return scope.keep(cotangent.mmul(weight));
            }
        };
    }
}
