package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** From {@code [bin * patches + patch][unit]} to the mean over each bin's patches. */
final class PatchMean implements Layer {
    private final int patches;

    PatchMean(int patches) {
        this.patches = patches;
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows() / patches;
        long units = input.columns();
        INDArray output = scope.keep(input.reshape(bins, patches, units).mean(1));
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray slopes = scope.keep(Nd4j.zeros(cotangent.dataType(), bins, patches, units));
                slopes.addi(scope.keep(cotangent.div(patches)).reshape(bins, 1, units));
                return slopes.reshape(bins * patches, units);
            }
        };
    }
}
