package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.DropoutMask;

/** Dropout: each value is silenced or scaled up. */
final class Silencing implements Layer {
    private final Dropout dropout;
    private final int place;

    Silencing(Dropout dropout, int place) {
        this.dropout = dropout;
        this.place = place;
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        float[] kept = new float[Math.toIntExact(input.length())];
        DropoutMask.fill(dropout, place, kept);
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
