package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The magnitudes of filters' weights, each filter's of sum 1; zeros for a filter of zeros. */
final class MagnitudeWeights implements KernelWeights {
    private final KernelWeights signed;
    /** {@code [delay, value][filter]}: the signs, and what each filter's magnitudes sum to. */
    private INDArray signs = Nd4j.empty();

    private INDArray sums = Nd4j.empty();
    private INDArray shares = Nd4j.empty();

    MagnitudeWeights(KernelWeights signed) {
        this.signed = signed;
    }

    @Override
    public INDArray weights(ArrayScope scope) {
        INDArray weights = scope.keep(signed.weights(scope).dup('c'));
        long[] shape = weights.shape();
        INDArray rows = weights.reshape(shape[0] * shape[1], shape[2]);
        signs = scope.keep(Transforms.sign(rows, true));
        shares = scope.keep(Transforms.abs(rows, true));
        sums = scope.keep(shares.sum(0));
        // A filter of zeros has shares of zero, whatever they are divided by.
        sums.addi(scope.keep(scope.keep(sums.eq(0)).castTo(sums.dataType())));
        shares.diviRowVector(sums);
        return shares.reshape(shape);
    }

    @Override
    public void backward(INDArray weightGradient, ParameterArrays gradient, ArrayScope scope) {
        INDArray slopes = scope.keep(weightGradient.dup('c')).reshape(shares.shape());
        INDArray along = scope.keep(scope.keep(slopes.mul(shares)).sum(0));
        slopes.subiRowVector(along).diviRowVector(sums).muli(signs);
        signed.backward(slopes.reshape(weightGradient.shape()), gradient, scope);
    }
}
