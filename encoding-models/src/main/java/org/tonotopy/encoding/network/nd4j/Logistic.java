package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@code y = 1 / (1 + exp(-x))}. */
final class Logistic implements Layer {
    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray output = scope.keep(Transforms.sigmoid(input, true));
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray slope = scope.keep(output.rsub(1)).muli(output);
                return slope.muli(cotangent);
            }
        };
    }
}
