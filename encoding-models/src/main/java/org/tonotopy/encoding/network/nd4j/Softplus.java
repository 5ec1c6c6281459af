package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log1p;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@code log(1 + exp(x))}. */
final class Softplus {
    private Softplus() {}

    /** As {@code max(x, 0) + log(1 + exp(-|x|))}, which overflows nowhere. */
    static INDArray of(INDArray x, ArrayScope scope) {
        INDArray small = Transforms.exp(scope.keep(Transforms.abs(x, true)).negi(), false);
        Nd4j.exec(new Log1p(small));
        return small.addi(scope.keep(Transforms.relu(x, true)));
    }
}
