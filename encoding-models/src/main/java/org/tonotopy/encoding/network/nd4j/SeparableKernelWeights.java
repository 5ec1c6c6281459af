package org.tonotopy.encoding.network.nd4j;

import static org.tonotopy.encoding.network.nd4j.DelayFilter.firstAxis;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.SeparableKernel}. */
final class SeparableKernelWeights implements KernelWeights {
    /** {@code [filter][rank][value]}. */
    private final INDArray frequency;
    /** {@code [filter][rank][delay]}. */
    private final INDArray time;

    SeparableKernelWeights(ParameterArrays parameters) {
        this.frequency = parameters.block(ParameterNames.STRF_FREQUENCY);
        this.time = parameters.block(ParameterNames.STRF_TIME);
    }

    /** A view {@code [delay][value]}. */
    private static INDArray filter(INDArray weights, long filter) {
        return weights.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(filter));
    }

    @Override
    public INDArray weights(ArrayScope scope) {
        INDArray weights =
                scope.keep(Nd4j.zeros(frequency.dataType(), time.size(2), frequency.size(2), frequency.size(0)));
        for (long i = 0; i < frequency.size(0); i++) {
            filter(weights, i).assign(scope.keep(firstAxis(time, i).transpose().mmul(firstAxis(frequency, i))));
        }
        return weights;
    }

    @Override
    public void backward(INDArray weightGradient, ParameterArrays gradient, ArrayScope scope) {
        INDArray ofFrequency = scope.keep(Nd4j.zeros(frequency.dataType(), frequency.shape()));
        INDArray ofTime = scope.keep(Nd4j.zeros(time.dataType(), time.shape()));
        for (long i = 0; i < frequency.size(0); i++) {
            INDArray slope = scope.keep(filter(weightGradient, i).dup('c'));
            firstAxis(ofFrequency, i).assign(scope.keep(firstAxis(time, i).mmul(slope)));
            firstAxis(ofTime, i).assign(scope.keep(firstAxis(frequency, i).mmul(slope.transpose())));
        }
        gradient.add(ParameterNames.STRF_FREQUENCY, ofFrequency);
        gradient.add(ParameterNames.STRF_TIME, ofTime);
    }
}
