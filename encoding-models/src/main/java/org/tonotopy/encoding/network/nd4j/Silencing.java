package org.tonotopy.encoding.network.nd4j;

import java.util.function.Consumer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout: each value is silenced or scaled up. */
final class Silencing implements Layer {
    private final Consumer<float[]> masks;

    /** @param masks fills a mask of a clip's values, in their order */
    Silencing(Consumer<float[]> masks) {
        this.masks = masks;
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        float[] kept = new float[Math.toIntExact(input.length())];
        masks.accept(kept);
        INDArray mask =
                scope.keep(scope.keep(Nd4j.create(kept, input.shape(), 'c')).castTo(input.dataType()));
        INDArray output = scope.keep(input.mul(mask));
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                return scope.keep(cotangent.mul(mask));
            }
        };
    }
}
