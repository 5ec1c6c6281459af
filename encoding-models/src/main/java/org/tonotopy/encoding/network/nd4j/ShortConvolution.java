package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.ParameterNames;

/** A causal convolution of each unit by itself over a few bins, zeros before the first. */
final class ShortConvolution implements Layer {
    /** {@code [unit][bin]}; the last bin is the current one. */
    private final INDArray weight;

    private final INDArray bias;

    ShortConvolution(ParameterArrays parameters) {
        this.weight = parameters.block(ParameterNames.SHORT_WEIGHT);
        this.bias = parameters.block(ParameterNames.SHORT_BIAS);
    }

    /** Bins that a tap sees of so many: all but the last few. */
    private static long seen(long bins, long lag) {
        return Math.max(0, bins - lag);
    }

    private static INDArray rows(INDArray sequence, long from, long count) {
        return sequence.get(NDArrayIndex.interval(from, from + count), NDArrayIndex.all());
    }

    private INDArray tap(long lag) {
        return weight.getColumn(weight.columns() - 1 - lag);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows();
        INDArray output =
                scope.keep(Nd4j.zeros(input.dataType(), input.shape())).addiRowVector(bias);
        for (long lag = 0; lag < weight.columns() && seen(bins, lag) > 0; lag++) {
            INDArray tap = scope.keep(tap(lag).dup('c'));
            rows(output, lag, seen(bins, lag))
                    .addi(scope.keep(rows(input, 0, seen(bins, lag)).mulRowVector(tap)));
        }
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray inputGradient = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
                INDArray ofWeight = scope.keep(Nd4j.zeros(input.dataType(), weight.shape()));
                for (long lag = 0; lag < weight.columns() && seen(bins, lag) > 0; lag++) {
                    INDArray slopes = rows(cotangent, lag, seen(bins, lag));
                    INDArray tap = scope.keep(tap(lag).dup('c'));
                    rows(inputGradient, 0, seen(bins, lag)).addi(scope.keep(slopes.mulRowVector(tap)));
                    INDArray products = scope.keep(slopes.mul(rows(input, 0, seen(bins, lag))));
                    ofWeight.getColumn(weight.columns() - 1 - lag).assign(scope.keep(products.sum(0)));
                }
                gradient.add(ParameterNames.SHORT_WEIGHT, ofWeight);
                gradient.add(ParameterNames.SHORT_BIAS, scope.keep(cotangent.sum(0)));
                return inputGradient;
            }
        };
    }
}
