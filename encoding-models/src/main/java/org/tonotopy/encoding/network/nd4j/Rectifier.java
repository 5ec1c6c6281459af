package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@code y = max(x, 0)}; its slope at 0 is 0. */
final class Rectifier implements Layer {
    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray output = scope.keep(Transforms.relu(input, true));
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray open = scope.keep(scope.keep(input.gt(0)).castTo(input.dataType()));
                return open.muli(cotangent);
            }
        };
    }
}
