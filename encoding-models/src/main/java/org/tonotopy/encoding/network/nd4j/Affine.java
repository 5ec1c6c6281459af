package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A linear map of each bin; its weight is {@code [output][input]}. */
final class Affine implements Layer {
    private final String weightName;
    private final String biasName;
    private final INDArray weight;
    private final INDArray bias;

    Affine(ParameterArrays parameters, String weightName, String biasName) {
        this.weightName = weightName;
        this.biasName = biasName;
        this.weight = parameters.block(weightName);
        this.bias = parameters.block(biasName);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray output = scope.keep(input.mmul(weight.transpose())).addiRowVector(bias);
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                gradient.add(weightName, scope.keep(cotangent.transpose().mmul(input)));
                gradient.add(biasName, scope.keep(cotangent.sum(0)));
                return scope.keep(cotangent.mmul(weight));
            }
        };
    }
}
