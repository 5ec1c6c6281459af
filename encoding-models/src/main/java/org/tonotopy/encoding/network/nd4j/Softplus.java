package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log1p;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@code y = log(1 + exp(x))}. */
final class Softplus implements Layer {
    /** As {@code max(x, 0) + log(1 + exp(-|x|))}, which overflows nowhere. */
    static INDArray of(INDArray x, ArrayScope scope) {
        INDArray small = Transforms.exp(scope.keep(Transforms.abs(x, true)).negi(), false);
        Nd4j.exec(new Log1p(small));
        return small.addi(scope.keep(Transforms.relu(x, true)));
    }

    /** The derivative of {@link #of}. */
    static INDArray slope(INDArray x, ArrayScope scope) {
        return scope.keep(Transforms.sigmoid(x, true));
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray output = of(input, scope);
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                return slope(input, scope).muli(cotangent);
            }
        };
    }
}
