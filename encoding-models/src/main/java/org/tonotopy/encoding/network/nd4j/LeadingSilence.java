package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Puts bins of zeros before the first one. */
final class LeadingSilence implements Layer {
    private final int silentBins;

    LeadingSilence(int silentBins) {
        this.silentBins = silentBins;
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray output = scope.keep(Nd4j.zeros(input.dataType(), silentBins + input.rows(), input.columns()));
        heard(output).assign(input);
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                return scope.keep(heard(cotangent).dup('c'));
            }
        };
    }

    private INDArray heard(INDArray sequence) {
        return sequence.get(NDArrayIndex.interval(silentBins, sequence.rows()), NDArrayIndex.all());
    }
}
